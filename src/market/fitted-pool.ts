import type { OfferColumns } from './columns.js';
import { fitPayModel } from './model/fit.js';
import { FittedPayModel } from './model/fitted-pay-model.js';
import type { ModelSnapshot } from './model/model-snapshot.js';
import type { CodedProfile, PayModel } from './model/pay-model.js';
import type { ModelledOffers, Offers } from './offers.js';
import type { Pool } from './pool.js';
import { takeFactors } from './take-rows.js';

/** A pool with its fitted pay model. */
export interface FittedPool extends Pool {
  readonly model: PayModel;
  readonly offers: ModelledOffers;
  /** Offers whose pay is judged implausible. */
  readonly implausible: Uint32Array;
}

/** The part of a pool that its pay model follows from, as plain data: to be fitted here or by another thread. */
export type FitInput = Pick<Pool, 'offers' | 'rows' | 'vagueRows' | 'landings'>;

/** What a fit is made from, without what follows from it. */
export function fitInput({ offers, rows, vagueRows, landings }: Pool): FitInput {
  return { offers, rows, vagueRows, landings };
}

/** The point of each offer that the model is fitted to: itself, or where pay lands in its range on average. */
export function logPoints({
  offers: { columns, low, high },
  rows,
  landings,
}: Pick<FitInput, 'offers' | 'rows' | 'landings'>): Float64Array {
  return Float64Array.from(rows, (row) => {
    const least = low[row]!;
    return Math.log(least + landings[columns.tier[row]!]!.mean * (high[row]! - least));
  });
}

/** A row as a profile that does not name its employer, as in a cross-fitted prediction. */
function profileOf(columns: OfferColumns, row: number): CodedProfile {
  const { skills } = columns;
  return {
    role: columns.role.codes[row]!,
    level: columns.level.codes[row]!,
    country: columns.country.codes[row]!,
    region: columns.region.codes[row]!,
    city: columns.city.codes[row]!,
    employer: 0,
    workMode: columns.workMode.codes[row]!,
    employment: columns.employment.codes[row]!,
    skills: [...skills.codes.subarray(skills.offsets[row], skills.offsets[row + 1])],
    skillsKnown: skills.known[row] === 1,
    years: columns.years[row]!,
    day: columns.day[row]!,
    tier: columns.tier[row]!,
  };
}

/**
 * Fits the pay model of a pool to its offers in key order, and predicts its wide ranges. Centres and spreads are by
 * row of the columns, 0 for rows that are not of the pool.
 */
export function fitOffers(input: FitInput): ModelSnapshot {
  const { offers, rows, vagueRows } = input;
  const { columns }: Offers = offers;
  const model = fitPayModel({ factors: takeFactors(columns, rows), logPay: logPoints(input) });
  const [mu, spreads] = [new Float64Array(columns.rows), new Float64Array(columns.rows)];
  const implausible = new Uint8Array(columns.rows);
  rows.forEach((row, i) => {
    mu[row] = model.mu[i]!;
    spreads[row] = model.spread[i]!;
    implausible[row] = model.implausible[i]!;
  });
  for (const row of vagueRows) {
    const prediction = model.predict(profileOf(columns, row));
    mu[row] = prediction.mu;
    spreads[row] = prediction.spread;
  }
  return { ...model.snapshot, mu, spreads, implausible };
}

/** A pool with what was learnt of it. */
export function withFit(pool: Pool, fit: ModelSnapshot): FittedPool {
  const model = new FittedPayModel(pool.offers.columns, fit);
  const { mu, spread, implausible } = model;
  return {
    ...pool,
    model,
    offers: { ...pool.offers, mu, spread, implausible },
    implausible: pool.rows.filter((row) => implausible[row] === 1),
  };
}
