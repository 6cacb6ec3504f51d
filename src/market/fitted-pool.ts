import type { OfferColumns } from './columns.js';
import { fitPayModel } from './model/fit.js';
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

function predicted(vague: Offers, model: PayModel): ModelledOffers {
  const { rows } = vague.columns;
  const [mu, spread] = [new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row++) {
    const prediction = model.predict(profileOf(vague.columns, row));
    mu[row] = prediction.mu;
    spread[row] = prediction.spread;
  }
  return { ...vague, mu, spread, implausible: new Uint8Array(rows) };
}

/** Fits the pay model of a pool, and orders the offers that it finds plausible. */
export function fitPool(pool: Pool): FittedPool {
  const model = fitPayModel({ factors: pool.offers.columns, logPay: logPoints(pool) });
  const offers = { ...pool.offers, mu: model.mu, spread: model.spread, implausible: model.implausible };
  const vague = predicted(pool.vague, model);
  return { ...pool, model, offers, index: new OfferIndex(offers), vague, vagueIndex: new OfferIndex(vague) };
}
