import type { Estimate } from '../domain/estimate.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { methodOf } from './method.js';

/** The full shape of an answer that cannot be given, and why. */
export function suppressedEstimate(
  query: WorthQuery,
  suppressed: NonNullable<Estimate['suppressed']>,
): Estimate {
  return {
    query,
    currency: query.currency ?? '',
    period: 'year',
    basis: query.basis ?? 'basePay',
    tax: query.tax ?? 'unknown',
    asOf: query.asOf ?? null,
    percentiles: [],
    rangeBounds: [],
    exactCohort: { offers: 0, employers: 0, percentiles: [] },
    position: null,
    drivers: [],
    evidence: {
      offers: 0,
      effectiveOffers: 0,
      employers: 0,
      oldest: null,
      newest: null,
      converted: 0,
      implausible: 0,
      leftOut: 0,
      borrowedShare: 1,
      widened: [],
    },
    confidence: 'thin',
    suppressed,
    method: methodOf(query.quantile),
  };
}

/** What a query asked for that no offer of its role has, in words. */
function askedFor(query: WorthQuery): string {
  const parts = [query.currency, query.tax, query.basis].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Why a role, or the pool asked for, has no answer, and the nearest roles that have one. */
export function noOffers(query: WorthQuery, nearest: string[]): Estimate {
  return suppressedEstimate(query, {
    reason: `No current offer is of the role "${query.role}"${askedFor(query)}.`,
    needed: `At least one offer of the role${askedFor(query)}; or ask for one of the nearest roles.`,
    nearest,
  });
}

/** Why offers in another currency do not help. */
export function noRate(query: WorthQuery, from: string, nearest: string[]): Estimate {
  return suppressedEstimate(query, {
    reason: `Offers of this role are in ${from}, and no exchange rate from it to ${query.currency ?? ''} is known.`,
    needed: `Ask for ${from}, or import offers in ${query.currency ?? ''}.`,
    nearest,
  });
}

/** Why offered ranges alone do not make an estimate. */
export function boundsAlone(query: WorthQuery, offers: number, nearest: string[]): Estimate {
  return suppressedEstimate(query, {
    reason: `All ${offers} offers that could be compared are ranges too wide, or open at an end, to name a figure.`,
    needed: 'An offer with a point, or with a range no wider than half its minimum.',
    nearest,
  });
}
