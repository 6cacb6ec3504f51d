import type { PayBasis } from '../domain/offer.js';
import type { OfferInHand, Plan } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import type { MarketView } from './market-view.js';

type Alternative = Plan['alternatives'][number];

/** What an offer in hand is worth a year in the basis that the market figures are in. */
function offerValue(offer: OfferInHand, basis: PayBasis, weights: Policy['weights']): number {
  if (basis === 'basePay') return offer.base;
  const cash = offer.base + offer.bonus;
  return basis === 'totalCash' ? cash : cash + offer.equityPerYear + offer.signOn / weights.signOnYears;
}

/**
 * What one falls back on, the strongest first: offers in hand by value, then what the market pays at its
 * middle.
 */
export function alternatives(
  view: MarketView,
  offers: readonly OfferInHand[],
  weights: Policy['weights'],
): Alternative[] {
  const placed = (name: string, strength: Alternative['strength'], value: number): Alternative => {
    const position = view.position(value);
    return {
      name,
      strength,
      value,
      percentile: position?.percentile ?? null,
      compaRatio: position?.compaRatio ?? null,
    };
  };
  const inHand = offers
    .map((offer) => placed(offer.name, 'offer in hand', offerValue(offer, view.worth.basis, weights)))
    .sort((a, b) => b.value - a.value);
  const middle = view.worth.percentiles.find(({ percentile }) => percentile === 50);
  return [...inHand, ...(middle ? [placed('the market', 'market P50', middle.value)] : [])];
}
