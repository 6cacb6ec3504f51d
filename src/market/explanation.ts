import { dayOf } from '../core/calendar-date.js';
import type { Estimate } from '../domain/estimate.js';
import { evidenceTiers } from '../domain/offer.js';
import type { Answer } from './answer.js';
import { UNKNOWN_DAY, UNKNOWN_YEARS } from './columns.js';
import { driversOf } from './drivers.js';

/** A rung of the ladder: what was given up for it, and what came in. */
export interface CohortStep {
  /** Null for the exact cell. */
  readonly givenUp: string | null;
  readonly offers: number;
}

/** One offer that an answer was made from, as it is and as it counts. Pay a year, in the pool's currency. */
export interface Comparable {
  readonly role: string | null;
  readonly level: string | null;
  readonly country: string | null;
  readonly employer: string | null;
  readonly years: number | null;
  readonly date: string | null;
  readonly tier: string;
  readonly payMin: number;
  readonly payMax: number;
  /** What the model expects of such an offer: its centre, and its spread as a share. */
  readonly centre: number;
  readonly spread: number;
  /** The share of the weight. */
  readonly weight: number;
  /** The ends of its pay brought to the profile, in the answer's currency. */
  readonly adjustedMin: number;
  readonly adjustedMax: number;
}

/** The whole derivation of an answer. */
export interface Explanation {
  readonly formula: string;
  /** Pay at the middle of all offers of the pool, where the drivers start. */
  readonly start: number;
  readonly drivers: Estimate['drivers'];
  /** The profile's centre, where the drivers end, and its spread as a share. */
  readonly centre: number;
  readonly spread: number;
  readonly cohort: readonly CohortStep[];
  readonly effectiveOffers: number;
  /** With fewer than four employers each has the same share of the weight. */
  readonly equalShares: boolean;
  readonly nearest: readonly Comparable[];
}

const NEAREST = 10;

function comparableOf({ cohort, adjustment }: Answer, i: number): Comparable {
  const { offers } = cohort.pool;
  const { columns } = offers;
  const row = cohort.comparables.rows[i]!;
  const text = (name: 'role' | 'level' | 'country' | 'employer'): string | null =>
    columns[name].values[columns[name].codes[row]!] || null;
  const adjusted = (pay: number): number => Math.exp(adjustment.logOf(offers, row, Math.log(pay)));
  return {
    role: text('role'),
    level: text('level'),
    country: text('country'),
    employer: text('employer'),
    years: columns.years[row] === UNKNOWN_YEARS ? null : columns.years[row]!,
    date: columns.day[row] === UNKNOWN_DAY ? null : dayOf(columns.day[row]!),
    tier: evidenceTiers[columns.tier[row]!]!,
    payMin: offers.low[row]!,
    payMax: offers.high[row]!,
    centre: Math.exp(offers.mu[row]!),
    spread: offers.spread[row]!,
    weight: cohort.shares[i]!,
    adjustedMin: adjusted(offers.low[row]!),
    adjustedMax: adjusted(offers.high[row]!),
  };
}

/** Writes down how an answer came about; its single offers are for those who may see them. */
export function explanationOf(answer: Answer): Explanation {
  const { cohort, prediction } = answer;
  const { comparables, ladder, pool } = cohort;
  const cameIn = (rung: number): number => comparables.rungs.filter((of) => of === rung).length;
  return {
    formula:
      'adjusted pay = exp(centre of the profile + spread of the profile x (ln pay - its centre) / its spread)',
    start: Math.exp(pool.model.mean),
    drivers: driversOf(pool.model.steps(cohort.coded)),
    centre: Math.exp(prediction.mu),
    spread: prediction.spread,
    cohort: [null, ...ladder.givenUp(comparables.rung)].map((givenUp, rung) => ({
      givenUp,
      offers: cameIn(rung),
    })),
    effectiveOffers: cohort.effectiveOffers,
    equalShares: cohort.equalShares,
    nearest: Array.from({ length: Math.min(NEAREST, comparables.rows.length) }, (_, i) =>
      comparableOf(answer, i),
    ),
  };
}
