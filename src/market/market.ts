import { dayNumber } from '../core/calendar-date.js';
import type { Demand } from '../domain/demand.js';
import type { Estimate, Percentile } from '../domain/estimate.js';
import type { ExchangeRates, Policy } from '../domain/policy.js';
import type { EntryChanges, StoredEntry } from '../domain/ports.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { Answer } from './answer.js';
import { codeOf } from './code-lookup.js';
import { codeQuery } from './coded-query.js';
import { Cohort } from './cohort.js';
import { ColumnsBuilder } from './columns-builder.js';
import { conversionOf, type Conversion } from './conversion.js';
import { estimateOf } from './estimate.js';
import { explanationOf, type Explanation } from './explanation.js';
import { exactCohort } from './exact-cohort.js';
import type { FitInput } from './fitted-pool.js';
import { knownRoles, type KnownRole } from './known-roles.js';
import { Ladder } from './ladder.js';
import type { MarketSnapshot, PoolFit } from './market-snapshot.js';
import type { ModelSnapshot } from './model/model-snapshot.js';
import { nearestRoles } from './nearest-roles.js';
import { OfferTable } from './offer-table.js';
import type { PayDistribution } from './pay-distribution.js';
import { PoolCounts, type PoolChoice } from './pool-counts.js';
import type { PoolKey } from './pool.js';
import { PoolShelf } from './pool-shelf.js';
import type { SkillsComparison } from './skills/compared-skill.js';
import { InterviewsBuilder, touchesInterviews, type InterviewColumns } from './skills/interview-columns.js';
import type { PassCounts } from './skills/rates.js';
import { SkillMarket, type OwnRows } from './skills/skill-market.js';
import { boundsAlone, noOffers, noRate } from './suppressed.js';
import { inAnyOrder } from './take-rows.js';
import { trendOf } from './trend.js';

/** What the market is handed: dated assumptions, dated rates, and the rule that sorts roles into families. */
export interface MarketTools {
  readonly policy: Policy;
  readonly rates: ExchangeRates;
  /** The family of a canonical role, or null for a role of none. */
  readonly familyOf: (role: string) => string | null;
}

/** All current offers of a store up to a sequence number, ready to be asked. Immutable. */
export class Market {
  #roles: readonly KnownRole[] | undefined;
  readonly #counts: PoolCounts;
  readonly #shelf: PoolShelf;
  readonly #skills: SkillMarket;
  /** A guide asks for several figures of one answer. */
  readonly #answers = new WeakMap<WorthQuery, Answer | Estimate>();

  constructor(
    private readonly table: OfferTable,
    private readonly interviews: InterviewColumns,
    readonly sequence: number,
    private readonly tools: MarketTools,
    parts: {
      readonly fits?: readonly PoolFit[];
      readonly counts?: PoolCounts;
      readonly shelf?: PoolShelf;
    } = {},
  ) {
    const { columns } = table;
    this.#counts = parts.counts ?? new PoolCounts(columns, this.#current(), tools.policy.weights.signOnYears);
    this.#shelf = parts.shelf ?? new PoolShelf(table, tools.policy, parts.fits);
    this.#skills = new SkillMarket(table, interviews, this.#shelf, tools.policy);
  }

  /** Current offers. */
  get offers(): number {
    return this.table.current.length;
  }

  /** Pools whose pay model is fitted; it rises with the first question that needs one. */
  get fits(): number {
    return this.#shelf.size;
  }

  /** How much was learnt of pools, for keeping: fits, and premiums of skills. */
  get learnt(): number {
    return this.#shelf.size + this.#shelf.priced().length;
  }

  /** What `restoreMarket` needs. It shares its arrays with the market. */
  snapshot(): MarketSnapshot {
    return {
      sequence: this.sequence,
      ...this.table.snapshot(),
      interviews: this.interviews,
      fits: this.#shelf.fits(),
    };
  }

  /**
   * The market after changes of the store, its answers the same bits as of one built anew; nothing of it is fitted. The
   * cost is that of copying lists of rows. Null where it is to be built anew.
   *
   * @param changes from this market's sequence number to theirs
   */
  edited(changes: EntryChanges): Market | null {
    const edited = touchesInterviews(this.interviews, changes) ? null : this.table.edited(changes);
    if (!edited) return null;
    return new Market(edited.table, this.interviews, changes.sequence, this.tools, {
      counts: this.#counts.edited(edited.table.columns, edited.changes),
      shelf: this.#shelf.edited(edited.table, edited.changes),
    });
  }

  /** The pools whose pay model is fitted. */
  fittedPools(): readonly PoolKey[] {
    return this.#shelf.fits().map(({ key }) => key);
  }

  /** The pool whose pay model answers a query; null where the answer needs none. */
  poolOf(query: WorthQuery): PoolKey | null {
    return this.knows(query.role) ? (this.#choose(query)?.key ?? null) : null;
  }

  /** What the pay model of a pool is to be fitted to, by another thread perhaps; null where it is fitted. */
  toFit(pool: PoolKey): FitInput | null {
    return this.#shelf.toFit(pool);
  }

  /** Takes in the pay model of a pool, fitted to what `toFit` gave. */
  keepFit(pool: PoolKey, fit: ModelSnapshot): void {
    this.#shelf.keep(pool, fit);
  }

  /** Where premiums of pools, learnt elsewhere, are kept. */
  get pools(): Pick<PoolShelf, 'priced' | 'toPrice' | 'keepPremiums'> {
    return this.#shelf;
  }

  /** Known roles, the commonest first, ties alphabetical. */
  roles(): readonly KnownRole[] {
    return (this.#roles ??= knownRoles(this.table.columns, this.#current()));
  }

  /** Whether any offer is of this canonical role, whatever its case. */
  knows(role: string): boolean {
    return codeOf(this.table.columns.role, role) !== 0;
  }

  /**
   * The full answer (METHOD 3 to 5). Without data for one: `percentiles: []` and `suppressed` filled; it never throws
   * for want of data.
   */
  estimate(query: WorthQuery): Estimate {
    const choice = this.#choose(query);
    if (!choice || !this.knows(query.role)) return noOffers(query, this.nearest(query.role));
    const answer = this.#answer(query, choice);
    if (!(answer instanceof Answer)) return answer;
    const estimate = estimateOf(answer, choice.leftOut, this.tools.policy);
    if (!query.trend) return estimate;
    return { ...estimate, trend: trendOf(answer, (day) => this.#asOf(answer, day)) };
  }

  /** The whole derivation of an answer, single offers included; null where `estimate` would have no percentiles. */
  explain(query: WorthQuery): Explanation | null {
    const choice = this.#choose(query);
    if (!choice || !this.knows(query.role)) return null;
    const answer = this.#answer(query, choice);
    return answer instanceof Answer ? explanationOf(answer) : null;
  }

  /** One percentile with its interval, `percentile` in (0, 100); null where `estimate` would have none. */
  percentile(query: WorthQuery, percentile: number): Percentile | null {
    const choice = this.#choose(query);
    if (!choice || !this.knows(query.role)) return null;
    const answer = this.#answer(query, choice);
    return answer instanceof Answer ? answer.percentile(percentile) : null;
  }

  /** The offers that match every condition of a query, as they are. Needs no pay model, and fits none. */
  exactCohort(query: WorthQuery): Estimate['exactCohort'] {
    const choice = this.#choose(query);
    if (!choice) return { offers: 0, employers: 0, percentiles: [] };
    const { policy, familyOf } = this.tools;
    const pool = this.#shelf.pool(choice.key);
    const coded = codeQuery(pool.offers.columns, query, familyOf(query.role), pool.newest);
    const ladder = new Ladder(pool.offers.columns, query, coded, pool.skillFrequency);
    const conversion = this.#conversion(choice);
    return exactCohort(pool, ladder, coded, query.quantile, conversion, policy.labels.minEmployerCoverage);
  }

  /**
   * The distribution that the percentiles of `estimate` are read from; here also for a role that no offer has, which a
   * backtest has to answer for. Null where no offer is of the currency, tax and basis asked for.
   */
  distribution(query: WorthQuery): PayDistribution | null {
    const choice = this.#choose(query);
    const answer = choice && this.#answer(query, choice);
    return answer instanceof Answer ? answer.distribution : null;
  }

  /** One's skills against those that the role's offers ask for; null where none of them says so. */
  compareSkills(query: WorthQuery): SkillsComparison | null {
    return this.#skills.compare(query, this.#choose(query)?.key ?? null);
  }

  /** What the role's offers and interviews ask for; null where no offer says so. */
  demand(query: WorthQuery): Omit<Demand, 'suppressed'> | null {
    return this.#skills.demand(query);
  }

  /** What was asked and passed in the role's interviews. */
  passesOfRole(query: WorthQuery): PassCounts {
    return this.#skills.passesOfRole(query);
  }

  /** The same of a person's own interviews, of whatever role. */
  ownPasses(own: OwnRows): PassCounts {
    return this.#skills.ownPasses(own);
  }

  /** The known roles nearest to a text. */
  nearest(role: string): string[] {
    return nearestRoles(role, this.roles(), this.tools.familyOf);
  }

  /** Rows of the current offers. */
  #current(): Uint32Array {
    return inAnyOrder(this.table.current, this.table.columns.rows);
  }

  #choose(query: WorthQuery): PoolChoice | null {
    return this.#counts.choose(query, codeOf(this.table.columns.role, query.role));
  }

  #answer(query: WorthQuery, choice: PoolChoice): Answer | Estimate {
    const known = this.#answers.get(query);
    if (known) return known;
    const answer = this.#newAnswer(query, choice);
    this.#answers.set(query, answer);
    return answer;
  }

  /** The same question as of another day. */
  #asOf({ cohort, conversion }: Answer, day: number): Answer {
    const { policy, familyOf } = this.tools;
    const { pool, query } = cohort;
    return new Answer(new Cohort(pool, query, familyOf(query.role), day, policy.weights), conversion, policy);
  }

  #conversion({ key, convertTo }: Pick<PoolChoice, 'key' | 'convertTo'>): Conversion | null {
    return convertTo === null ? null : conversionOf(key.currency, convertTo, this.tools.rates);
  }

  #newAnswer(query: WorthQuery, { key, convertTo }: PoolChoice): Answer | Estimate {
    const { policy, familyOf } = this.tools;
    const conversion = this.#conversion({ key, convertTo });
    if (convertTo !== null && !conversion) return noRate(query, key.currency, this.nearest(query.role));
    const asOf = query.asOf === undefined ? undefined : dayNumber(query.asOf);
    const pool = this.#shelf.fitted(key);
    const cohort = new Cohort(pool, query, familyOf(query.role), asOf, policy.weights);
    return cohort.comparables.rows.length === 0
      ? boundsAlone(query, pool.vagueRows.length, this.nearest(query.role))
      : new Answer(cohort, conversion, policy);
  }
}

/**
 * Builds the market from stored entries: a pure function of them.
 *
 * @param entries current entries in key order, in chunks
 * @param sequence the sequence number they are as of
 */
export async function buildMarket(
  entries: AsyncIterable<readonly StoredEntry[]>,
  sequence: number,
  tools: MarketTools,
): Promise<Market> {
  const builder = new ColumnsBuilder(tools.policy, tools.familyOf);
  const interviews = new InterviewsBuilder();
  for await (const chunk of entries) {
    builder.add(chunk);
    interviews.add(chunk);
  }
  return new Market(OfferTable.of(builder), interviews.take(), sequence, tools);
}

/** The market that a snapshot was taken from, its answers the same bits, given the same tools. */
export function restoreMarket(
  { sequence, fits, interviews, ...table }: MarketSnapshot,
  tools: MarketTools,
): Market {
  return new Market(OfferTable.from(table, tools.policy, tools.familyOf), interviews, sequence, tools, {
    fits,
  });
}
