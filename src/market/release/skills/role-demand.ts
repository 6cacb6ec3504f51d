import type { CellPath } from '../../../domain/published.js';
import type {
  DemandCoverage,
  DemandHead,
  DemandLedger,
  DemandQuarter,
  QuarterPath,
  ReleasedChange,
  ReleasedDemand,
  ReleasedShare,
} from '../../../domain/released-skills.js';
import type { ReleaseLedger } from '../../../domain/release.js';
import type { LedgerBook } from '../ledger-book.js';
import { grouped } from '../grouped.js';
import { Publishing, type Decided, type Present } from '../publishing.js';
import { cellsWithoutDifferences } from '../release-cells.js';
import { quartersWithoutDifferences } from '../release-quarters.js';
import type { ReleaseRules } from '../release-rules.js';
import type { PresentDemand } from './cell-demand.js';
import { marksWithoutDifferences, quartersThatStay } from './mark-differences.js';
import { MarkPublishing, type DecidedMark } from './mark-publishing.js';

type ShareMark = DecidedMark<CellPath, ReleasedShare>;
type ChangeMark = DecidedMark<CellPath, ReleasedChange>;
type QuarterMark = DecidedMark<QuarterPath, ReleasedShare>;

/** What is published of a role's rows. */
export interface RoleFigures {
  readonly cells: readonly ReleasedDemand[];
  readonly ledger: DemandLedger;
  readonly heads: readonly Decided<DemandHead>[];
  readonly shares: readonly ShareMark[];
}

/** A cell's key, or a quarter's without the quarter: both are of the cell's path. */
const cellKey = ({ family, role, level, country, region }: CellPath): string =>
  JSON.stringify([{ family, role, level, country, region }]).toLowerCase();

const nameIn = (cell: string, name: string): string => JSON.stringify([cell, name]);

/** Decides what is published of one role, from what could be and what was. */
export class RolePublishing {
  readonly #heads: Publishing<DemandHead>;
  readonly #coverage: Publishing<DemandCoverage>;
  readonly #quarters: Publishing<DemandQuarter>;
  readonly #shares: MarkPublishing<CellPath, ReleasedShare>;
  readonly #changes: MarkPublishing<CellPath, ReleasedChange>;
  readonly #quarterShares: MarkPublishing<QuarterPath, ReleasedShare>;

  constructor(
    before: DemandLedger,
    ledger: Pick<ReleaseLedger, 'contributors'>,
    private readonly rules: ReleaseRules,
    private readonly book: LedgerBook,
  ) {
    this.#heads = new Publishing(before.heads, ledger, rules);
    this.#coverage = new Publishing(before.coverage, ledger, rules);
    this.#quarters = new Publishing(before.quarters, ledger, rules);
    this.#shares = new MarkPublishing(before.shares, ledger, rules);
    this.#changes = new MarkPublishing(before.changes, ledger, rules);
    this.#quarterShares = new MarkPublishing(before.quarterShares, ledger, rules);
  }

  /** @param coverageOf what could be published of a cell's coverage, given its published shares */
  publish(
    present: readonly PresentDemand[],
    coverageOf: (cell: PresentDemand, shares: readonly ReleasedShare[]) => Present<DemandCoverage>,
  ): RoleFigures {
    const { fewest } = this.rules;
    const heads = cellsWithoutDifferences(this.#heads.decide(present.map(({ head }) => head)), fewest);
    const quarters = quartersWithoutDifferences(
      this.#quarters.decide(present.flatMap((cell) => cell.quarters)),
      heads,
      fewest,
    );
    const shares = this.#sharesOf(present, heads);
    const changes = this.#changesOf(present, shares);
    const quarterShares = this.#quarterSharesOf(present, quarters, shares, changes);
    const ofCell = grouped(shares, ({ at }) => cellKey(at));
    const figuresOf = (cell: string): ReleasedShare[] =>
      (ofCell.get(cell) ?? []).map(({ figures }) => figures);
    const shown = new Set(heads.map(({ key }) => key));
    const coverage = this.#coverage
      .decide(present.map((cell) => coverageOf(cell, figuresOf(cell.head.key))))
      .filter(({ key }) => shown.has(key));
    return {
      cells: cellsOf({ heads, quarters, shares, changes, quarterShares, coverage }),
      ledger: {
        heads: this.#heads.remember(heads, this.book),
        coverage: this.#coverage.remember(coverage, this.book),
        quarters: this.#quarters.remember(quarters, this.book),
        shares: this.#shares.remember(shares, this.book),
        changes: this.#changes.remember(changes, this.book),
        quarterShares: this.#quarterShares.remember(quarterShares, this.book),
      },
      heads,
      shares,
    };
  }

  #sharesOf(present: readonly PresentDemand[], heads: readonly Decided<DemandHead>[]): ShareMark[] {
    const shown = new Set(heads.map(({ key }) => key));
    const decided = this.#shares.decide(present.map(({ shares }) => shares));
    const ofCells = decided.filter(({ at }) => shown.has(cellKey(at)));
    return marksWithoutDifferences(ofCells, ({ name }) => name, this.rules.fewest);
  }

  #changesOf(present: readonly PresentDemand[], shares: readonly ShareMark[]): ChangeMark[] {
    const shown = new Set(shares.map(({ at, name }) => nameIn(cellKey(at), name)));
    const decided = this.#changes.decide(present.flatMap(({ changes }) => changes ?? []));
    const ofShares = decided.filter(({ at, name }) => shown.has(nameIn(cellKey(at), name)));
    return marksWithoutDifferences(ofShares, ({ name }) => name, this.rules.fewest);
  }

  /** Those of published quarters, of skills whose share of the year is published, that tell of nothing by subtraction. */
  #quarterSharesOf(
    present: readonly PresentDemand[],
    quarters: readonly Decided<DemandQuarter>[],
    shares: readonly ShareMark[],
    changes: readonly ChangeMark[],
  ): QuarterMark[] {
    const { fewest } = this.rules;
    const shown = new Set(quarters.map(({ figures }) => nameIn(cellKey(figures), figures.quarter)));
    const wholes = grouped<ShareMark | ChangeMark, string>([...shares, ...changes], ({ at, name }) =>
      nameIn(cellKey(at), name),
    );
    const decided = this.#quarterShares
      .decide(present.flatMap(({ quarterShares }) => quarterShares))
      .filter(({ at }) => shown.has(nameIn(cellKey(at), at.quarter)))
      .filter(({ at, name }) => wholes.has(nameIn(cellKey(at), name)));
    const apart = marksWithoutDifferences(decided, ({ at, name }) => nameIn(at.quarter, name), fewest);
    const ofSkill = grouped(apart, ({ at, name }) => nameIn(cellKey(at), name));
    return [...ofSkill].flatMap(([key, own]) => quartersThatStay(own, wholes.get(key)!, fewest));
  }
}

interface PublishedDemand {
  readonly heads: readonly Decided<DemandHead>[];
  readonly quarters: readonly Decided<DemandQuarter>[];
  readonly shares: readonly ShareMark[];
  readonly changes: readonly ChangeMark[];
  readonly quarterShares: readonly QuarterMark[];
  readonly coverage: readonly Decided<DemandCoverage>[];
}

const byQuarter = (a: { quarter: string }, b: { quarter: string }): number =>
  a.quarter < b.quarter ? -1 : 1;

/** Published figures cell by cell, in an order of their own; skills the commonest first. */
function cellsOf(published: PublishedDemand): ReleasedDemand[] {
  const coverage = new Map(published.coverage.map(({ key, figures }) => [key, figures.coverage]));
  const quarters = grouped(published.quarters, ({ figures }) => cellKey(figures));
  const shares = grouped(published.shares, ({ at }) => cellKey(at));
  const changes = new Map(
    published.changes.map(({ at, name, figures }) => [nameIn(cellKey(at), name), figures]),
  );
  const quarterShares = grouped(published.quarterShares, ({ at, name }) => nameIn(cellKey(at), name));
  const heads = [...published.heads].sort((a, b) => (a.key < b.key ? -1 : 1));
  return heads.map(({ key, figures }) => ({
    ...figures,
    coverage: coverage.get(key) ?? [],
    quarters: (quarters.get(key) ?? [])
      .map(({ figures: { quarter, rows } }) => ({ quarter, rows }))
      .sort(byQuarter),
    skills: (shares.get(key) ?? [])
      .map(({ name, figures: own }) => ({
        ...own,
        change: changes.get(nameIn(key, name)) ?? null,
        quarters: (quarterShares.get(nameIn(key, name)) ?? [])
          .map(({ at, figures: { share, low, high } }) => ({ quarter: at.quarter, share, low, high }))
          .sort(byQuarter),
      }))
      .sort((a, b) => b.share - a.share || (a.skill < b.skill ? -1 : 1)),
  }));
}
