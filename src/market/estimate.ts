import { dayOf } from '../core/calendar-date.js';
import { annualFactor } from '../domain/annual-pay.js';
import type { Estimate, Evidence, Percentile } from '../domain/estimate.js';
import type { Policy } from '../domain/policy.js';
import { standardPercentiles } from '../domain/worth-query.js';
import type { Answer } from './answer.js';
import { UNKNOWN_DAY } from './columns.js';
import { confidenceOf } from './confidence.js';
import { driversOf } from './drivers.js';
import { exactCohort } from './exact-cohort.js';
import { methodOf } from './method.js';

const DAYS_A_MONTH = 365.25 / 12;

/**
 * Where the query's pay stands: its percentile in the distribution that the answer's percentiles are read from, and
 * its ratio to the P50. Null without a pay, and for part-time pay, whose hours a query does not say.
 */
function positionOf({ cohort, distribution }: Answer, policy: Policy): Estimate['position'] {
  const { pay: stated, period, employment } = cohort.query;
  const factor = annualFactor({ period, employment }, policy.periods);
  if (stated === undefined || factor === null) return null;
  const pay = stated * factor;
  return { pay, percentile: 100 * distribution.rank(pay), compaRatio: pay / distribution.quantile(0.5) };
}

function evidenceOf(answer: Answer, leftOut: number): Evidence {
  const { cohort } = answer;
  const { rows, rung } = cohort.comparables;
  const { days } = cohort;
  return {
    offers: rows.length,
    effectiveOffers: cohort.effectiveOffers,
    employers: answer.certainty.employers,
    oldest: days && dayOf(days.oldest),
    newest: days && dayOf(days.newest),
    converted: answer.conversion === null ? 0 : rows.length,
    implausible: cohort.implausible(),
    leftOut,
    borrowedShare: cohort.pool.model.borrowedShare(cohort.coded),
    widened: cohort.ladder.givenUp(rung),
  };
}

function confidence(
  { cohort }: Answer,
  { value, low, high }: Percentile,
  evidence: Evidence,
  policy: Policy,
): Estimate['confidence'] {
  const middle = cohort.days?.middle;
  return confidenceOf(
    {
      halfWidth: low === null || high === null ? null : (high - low) / (2 * value),
      employers: evidence.employers,
      medianAgeMonths: middle === undefined ? null : (cohort.asOf - middle) / DAYS_A_MONTH,
      borrowedShare: evidence.borrowedShare,
    },
    policy.labels,
  );
}

/** The full answer in the shape of the contract. */
export function estimateOf(answer: Answer, leftOut: number, policy: Policy): Estimate {
  const { cohort, conversion } = answer;
  const { pool, ladder, coded, query, asOf } = cohort;
  const minCoverage = policy.labels.minEmployerCoverage;
  const evidence = evidenceOf(answer, leftOut);
  const percentiles = standardPercentiles.map((percentile) => answer.percentile(percentile));
  return {
    query,
    currency: conversion?.to ?? pool.currency,
    period: 'year',
    basis: pool.basis,
    tax: pool.tax,
    asOf: asOf === UNKNOWN_DAY ? null : (query.asOf ?? dayOf(asOf)),
    percentiles,
    rangeBounds: answer.rangeBounds(),
    exactCohort: exactCohort(pool, ladder, coded, query.quantile, conversion, minCoverage),
    position: positionOf(answer, policy),
    drivers: driversOf(pool.model.steps(coded)),
    evidence,
    confidence: confidence(answer, percentiles[2]!, evidence, policy),
    suppressed: null,
    method: methodOf(query.quantile),
  };
}
