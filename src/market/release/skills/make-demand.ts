import type { CellPath } from '../../../domain/published.js';
import type { DemandLedger, ReleasedDemand } from '../../../domain/released-skills.js';
import type { ReleaseLedger } from '../../../domain/release.js';
import { plainText } from '../../code-lookup.js';
import type { SkillPolicy } from '../../skills/demand-of.js';
import { cellTree, type Cell } from '../cell-tree.js';
import { figureOffers } from '../figure-offers.js';
import { grouped } from '../grouped.js';
import type { LedgerBook } from '../ledger-book.js';
import type { ReleaseRules } from '../release-rules.js';
import { DemandMaker, type PresentDemand } from './cell-demand.js';
import { peersCoverage } from './peers-coverage.js';
import { periodRows, recentQuarters, type RecentQuarters } from './recent-quarters.js';
import { RolePublishing, type RoleFigures } from './role-demand.js';
import type { SourcedRows } from './sourced-rows.js';

/** What is published of what one source asks for; and of each role as a whole, by its plain name, the rows behind it. */
export interface MadeDemand {
  readonly cells: readonly ReleasedDemand[];
  readonly ledger: Readonly<Record<string, DemandLedger>>;
  readonly roles: ReadonlyMap<string, WholeRole>;
}

export interface WholeRole {
  readonly head: RoleFigures['heads'][number] | undefined;
  readonly shares: RoleFigures['shares'];
}

export interface SkillReleaseContext {
  /** The ledger of the release before, for the names of its contributors. */
  readonly ledger: Pick<ReleaseLedger, 'contributors'>;
  readonly rules: ReleaseRules;
  readonly policy: SkillPolicy;
  readonly book: LedgerBook;
}

const nothingBefore: DemandLedger = {
  heads: {},
  coverage: {},
  quarters: {},
  shares: {},
  changes: {},
  quarterShares: {},
};

/** The cells of rows whose skills were recorded, by role: role > level > country > region. */
function cellsByRole({ columns }: SourcedRows): Map<string, Cell[]> {
  const family = { codes: new Uint32Array(columns.rows), values: [''] };
  const unrecorded = columns.skills.known.map((known) => 1 - known);
  const cells = cellTree({ ...columns, family }, unrecorded).filter(({ path }) => path.role !== null);
  return grouped(cells, ({ path }) => plainText(path.role!));
}

function present(
  source: SourcedRows,
  cells: readonly Cell[],
  recent: RecentQuarters,
  context: SkillReleaseContext,
) {
  const maker = new DemandMaker(source, context.rules, context.policy);
  const yearOf = new Map<PresentDemand, readonly number[]>();
  const demands = cells.map((cell) => {
    const demand = maker.present(cell, recent);
    yearOf.set(demand, periodRows(source, cell.rows, recent).year);
    return demand;
  });
  return { demands, yearOf };
}

function makeRole(
  source: SourcedRows,
  cells: readonly Cell[],
  before: DemandLedger,
  context: SkillReleaseContext,
): RoleFigures {
  const { ledger, rules, book } = context;
  // The role itself is the first of its cells.
  const recent = cells.length === 0 ? null : recentQuarters(source, cells[0]!.rows, rules.fewest);
  const { demands, yearOf } = present(source, recent ? cells : [], recent ?? { newest: null }, context);
  return new RolePublishing(before, ledger, rules, book).publish(demands, (demand, shares) => {
    const year = yearOf.get(demand)!;
    const make = demand.head.make && (() => peersCoverage(source, year, shares, rules));
    return { key: demand.head.key, offers: figureOffers(source, year), make };
  });
}

const isWhole = ({ level, country, region }: CellPath): boolean =>
  level === null && country === null && region === null;

/** Makes what is published of what the rows of a source ask for: role by role, as no rule reaches beyond one. */
export function makeDemand(
  source: SourcedRows,
  before: Readonly<Record<string, DemandLedger>>,
  context: SkillReleaseContext,
): MadeDemand {
  const byRole = cellsByRole(source);
  const names = [...new Set([...byRole.keys(), ...Object.keys(before)])].sort();
  const cells: ReleasedDemand[] = [];
  const ledger: Record<string, DemandLedger> = {};
  const roles = new Map<string, WholeRole>();
  for (const name of names) {
    const made = makeRole(source, byRole.get(name) ?? [], before[name] ?? nothingBefore, context);
    cells.push(...made.cells);
    ledger[name] = made.ledger;
    roles.set(name, {
      head: made.heads.find(({ figures }) => isWhole(figures)),
      shares: made.shares.filter(({ at }) => isWhole(at)),
    });
  }
  return { cells, ledger, roles };
}
