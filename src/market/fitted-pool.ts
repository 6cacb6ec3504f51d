import type { OfferColumns } from './columns.js';
import { fitPayModel } from './model/fit.js';
import { FittedPayModel } from './model/fitted-pay-model.js';
import type { ModelSnapshot } from './model/model-snapshot.js';
import type { CodedProfile, PayModel } from './model/pay-model.js';
import { OfferIndex } from './offer-index.js';
import type { ModelledOffers, Offers } from './offers.js';
import type { Pool } from './pool.js';

/** A pool with its fitted pay model. */
export interface FittedPool extends Pool {
  readonly model: PayModel;
  readonly offers: ModelledOffers;
  readonly index: OfferIndex;
  readonly vague: ModelledOffers;
  readonly vagueIndex: OfferIndex;
}

/** What was learnt of a pool, to be kept. */
export interface FitSnapshot {
  readonly model: ModelSnapshot;
  /** Predictions for the wide ranges. */
  readonly vague: Located;
}

type Located = Pick<ModelledOffers, 'mu' | 'spread'>;

/** The point of each offer that the model is fitted to: itself, or where pay lands in its range on average. */
function logPoints({ offers: { columns, low, high }, landings }: Pool): Float64Array {
  return low.map((least, row) => Math.log(least + landings[columns.tier[row]!]!.mean * (high[row]! - least)));
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

function predicted({ columns }: Offers, model: PayModel): Located {
  const { rows } = columns;
  const [mu, spread] = [new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row++) {
    const prediction = model.predict(profileOf(columns, row));
    mu[row] = prediction.mu;
    spread[row] = prediction.spread;
  }
  return { mu, spread };
}

function assemble(pool: Pool, model: PayModel, located: Located): FittedPool {
  const offers = { ...pool.offers, mu: model.mu, spread: model.spread, implausible: model.implausible };
  const vague = { ...pool.vague, ...located, implausible: new Uint8Array(pool.vague.columns.rows) };
  return { ...pool, model, offers, index: new OfferIndex(offers), vague, vagueIndex: new OfferIndex(vague) };
}

/** Fits the pay model of a pool, and orders the offers that it finds plausible. */
export function fitPool(pool: Pool): FittedPool {
  const model = fitPayModel({ factors: pool.offers.columns, logPay: logPoints(pool) });
  return assemble(pool, model, predicted(pool.vague, model));
}

/** The same pool again, from what was learnt of it. */
export function restorePool(pool: Pool, { model, vague }: FitSnapshot): FittedPool {
  return assemble(pool, new FittedPayModel(pool.offers.columns, model), vague);
}

/** What `restorePool` needs. */
export function snapshotPool({ model, vague: { mu, spread } }: FittedPool): FitSnapshot {
  return { model: model.snapshot, vague: { mu, spread } };
}
