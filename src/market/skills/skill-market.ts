import { dayNumber } from '../../core/calendar-date.js';
import type { Demand } from '../../domain/demand.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { codeOf } from '../code-lookup.js';
import type { OfferColumns } from '../columns.js';
import type { OfferTable } from '../offer-table.js';
import { takeRows } from '../take-rows.js';
import { method } from '../method.js';
import type { PoolKey } from '../pool.js';
import type { PoolShelf } from '../pool-shelf.js';
import { compareSkills } from './compare-skills.js';
import type { SkillsComparison } from './compared-skill.js';
import { demandJson, demandOf, type RoleDemand, type SkillPolicy } from './demand-of.js';
import type { InterviewColumns } from './interview-columns.js';
import { passCounts } from './pass-rates.js';
import type { PassCounts } from './rates.js';
import { choosePeers } from './peers.js';
import { RowsOfRoles } from './skill-rows.js';

/** Whose interviews are a person's own: those that name them, and those that name nobody of some batches. */
export interface OwnRows {
  readonly person: string;
  readonly batches: ReadonlySet<number>;
}

/** What a market's offers and interviews say of skills. */
export class SkillMarket {
  #columns: OfferColumns | undefined;
  #offers: RowsOfRoles | undefined;
  #interviews: RowsOfRoles | undefined;
  /** Of everybody's interviews, by role. */
  readonly #passes = new Map<number, PassCounts>();

  constructor(
    private readonly table: Pick<OfferTable, 'inKeyOrder' | 'current'>,
    private readonly interviews: InterviewColumns,
    private readonly shelf: PoolShelf,
    private readonly policy: SkillPolicy,
  ) {}

  /** The current offers, in key order. */
  get columns(): OfferColumns {
    return (this.#columns ??= takeRows(this.table.inKeyOrder, this.table.current));
  }

  /**
   * One's skills against those of the role's offers; null where no offer of the role says which it asks for.
   *
   * @param pool what pay is learnt from; null where no offer is of the currency, tax and basis asked for
   */
  compare(query: WorthQuery, pool: PoolKey | null): SkillsComparison | null {
    const demand = this.#demandOf((this.#offers ??= new RowsOfRoles(this.columns)), query);
    if (!demand) return null;
    const premiums = pool && this.shelf.premiums(pool).get(codeOf(this.columns.role, query.role));
    const { expectedShare } = this.policy.skills;
    return compareSkills(
      { query, columns: this.columns, demand, pool, premiums: premiums ?? null },
      expectedShare,
    );
  }

  /** What the role's offers and interviews ask for; null where none of the offers says so. */
  demand(query: WorthQuery): Omit<Demand, 'suppressed'> | null {
    const { columns, interviews } = this;
    const { labels, skills } = this.policy;
    const offered = this.#demandOf((this.#offers ??= new RowsOfRoles(columns)), query);
    if (!offered) return null;
    const asked = this.#demandOf((this.#interviews ??= new RowsOfRoles(interviews)), query);
    const ofOffers = demandJson(columns, offered, labels.minEmployerCoverage);
    return {
      query,
      ...ofOffers,
      expected: ofOffers.skills
        .filter(({ lastYear }) => lastYear.low >= skills.expectedShare)
        .map(({ skill }) => skill),
      interviews: asked && demandJson(interviews, asked, labels.minEmployerCoverage),
      method,
    };
  }

  /** What was asked and passed in a person's own interviews, of whatever role. */
  ownPasses(own: OwnRows): PassCounts {
    const { contributor, batch } = this.interviews;
    const person = contributor.values.indexOf(own.person);
    const isOwn = (row: number): boolean =>
      contributor.codes[row] === 0 ? own.batches.has(batch[row]!) : contributor.codes[row] === person;
    return passCounts(this.interviews, this.#interviewsWhere(isOwn));
  }

  /** What was asked and passed in the role's interviews. */
  passesOfRole(query: WorthQuery): PassCounts {
    const role = codeOf(this.interviews.role, query.role);
    const known = this.#passes.get(role);
    if (known) return known;
    const { codes } = this.interviews.role;
    const counts = passCounts(
      this.interviews,
      this.#interviewsWhere((row) => role !== 0 && codes[row] === role),
    );
    this.#passes.set(role, counts);
    return counts;
  }

  #interviewsWhere(holds: (row: number) => boolean): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.interviews.rows; row++) if (holds(row)) rows.push(row);
    return rows;
  }

  #demandOf(ofRoles: RowsOfRoles, query: WorthQuery): RoleDemand | null {
    const asOf = query.asOf === undefined ? undefined : dayNumber(query.asOf);
    const peers = choosePeers(ofRoles, query, asOf, this.policy.skills.enoughPeers);
    return peers.rows.length === 0 ? null : demandOf(ofRoles.columns, peers, this.policy);
  }
}
