import { evidenceTiers } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { effectiveSize } from '../stats/effective-size.js';
import { UNKNOWN_DAY, type OfferColumns } from './columns.js';
import type { CodeNumbers } from './code-numbers.js';
import { recencyOf, type Recency } from './recency.js';

const DAYS_A_MONTH = 365.25 / 12;

/** Weights of some offers, and how the rule for employers acted. */
export interface OfferWeights {
  /** One an offer, adding up to 1, in the order they were added. */
  readonly shares: Float64Array;
  /** Kish's effective number of them. */
  readonly size: number;
  /** With so few employers that all cannot stay under the cap, each has the same share. */
  readonly equalShares: boolean;
}

/** Room for the offers of most answers. */
const USUAL = 1024;

/** By what an employer's weight is multiplied. */
interface CapRule {
  /** The greatest weight of an employer; infinite where none is capped. */
  readonly limit: number;
  readonly equal: boolean;
}

/**
 * Weighs offers as they are added (METHOD 3): recency times evidence tier, no employer above the cap, unknown
 * employers one by one.
 */
export class OfferWeigher {
  #count = 0;
  #employerCount = 0;
  #weights = new Float64Array(USUAL);
  #employers = new Uint32Array(USUAL);
  /** The weight of each employer. */
  #totals = new Float64Array(USUAL);
  readonly #tiers: readonly number[];
  readonly #recency: Recency;

  /**
   * @param asOf day number that ages are counted from
   * @param undated day number that stands for an unknown one
   * @param numbers of the employers; made ready anew
   */
  constructor(
    private readonly asOf: number,
    private readonly undated: number,
    private readonly numbers: CodeNumbers,
    private readonly policy: Policy['weights'],
  ) {
    this.#tiers = evidenceTiers.map((tier) => policy.evidenceTier[tier] ?? 1);
    this.#recency = recencyOf(policy.recencyHalfLifeMonths * DAYS_A_MONTH);
    numbers.restart();
  }

  /** Adds one offer. */
  add({ day, tier, employer }: OfferColumns, row: number): void {
    const date = day[row] === UNKNOWN_DAY ? this.undated : day[row]!;
    const age = date === UNKNOWN_DAY ? 0 : Math.max(0, this.asOf - date);
    const weight = this.#recency.weight(age) * this.#tiers[tier[row]!]!;
    const number = this.numbers.numberOf(employer.codes[row]!);
    if (this.#count === this.#weights.length) this.#grow();
    this.#weights[this.#count] = weight;
    this.#employers[this.#count++] = number;
    this.#totals[number]! += weight;
    this.#employerCount = Math.max(this.#employerCount, number + 1);
  }

  get count(): number {
    return this.#count;
  }

  /** Employers are not more than offers. */
  #grow(): void {
    const grown = <Numbers extends Float64Array | Uint32Array>(numbers: Numbers, more: Numbers): Numbers => {
      more.set(numbers);
      return more;
    };
    const length = 2 * this.#count;
    this.#weights = grown(this.#weights, new Float64Array(length));
    this.#employers = grown(this.#employers, new Uint32Array(length));
    this.#totals = grown(this.#totals, new Float64Array(length));
  }

  /** Kish's effective number of the offers added. */
  effectiveOffers(): number {
    return effectiveSize(this.#capped(this.#capRule()));
  }

  /** The weights of the offers added. */
  take(): OfferWeights {
    const rule = this.#capRule();
    const shares = this.#capped(rule);
    const size = effectiveSize(shares);
    let sum = 0;
    for (let i = 0; i < shares.length; i++) sum += shares[i]!;
    for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
    return { shares, size, equalShares: rule.equal };
  }

  /** The weight of each offer, no employer's above the cap. */
  #capped({ limit, equal }: CapRule): Float64Array {
    const weights = this.#weights.slice(0, this.#count);
    for (let i = 0; i < weights.length; i++) {
      const total = this.#totals[this.#employers[i]!]!;
      if (equal || total > limit) weights[i] = (weights[i]! * limit) / total;
    }
    return weights;
  }

  /** Where the cap lies; with too few employers for it, each gets the same. */
  #capRule(): CapRule {
    const cap = this.policy.employerShareCap;
    const totals = this.#totals.subarray(0, this.#employerCount);
    if (totals.length * cap <= 1) return { limit: 1, equal: true };
    const most = Math.ceil(1 / cap) - 1;
    const largest = largestOf(totals, most);
    let rest = 0;
    for (let employer = 0; employer < totals.length; employer++) rest += totals[employer]!;
    let capped = 0;
    // While the largest employer left is above the cap of what the total would be, it is one of the capped.
    while (capped < most && largest[capped]! > (cap * rest) / (1 - capped * cap)) rest -= largest[capped++]!;
    return { limit: capped === 0 ? Infinity : (cap * rest) / (1 - capped * cap), equal: false };
  }
}

/** The largest few values, descending. */
function largestOf(values: Float64Array, count: number): number[] {
  const largest: number[] = [];
  for (const value of values) {
    if (largest.length === count && value <= largest[count - 1]!) continue;
    let at = largest.length;
    while (at > 0 && largest[at - 1]! < value) at--;
    largest.splice(at, 0, value);
    if (largest.length > count) largest.pop();
  }
  return largest;
}
