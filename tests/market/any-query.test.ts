import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { estimateSchema, type Estimate } from '../../src/domain/estimate.js';
import type { Market } from '../../src/market/market.js';
import { anyQuery, randomEntries } from './random-market.js';
import { marketOf } from './some-market.js';

/** Every number somewhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** What is wrong with an answer. */
function faultsOf(answer: Estimate): unknown[] {
  const { percentiles, suppressed } = answer;
  const { error } = estimateSchema.safeParse(answer);
  const values = percentiles.map(({ value }) => value);
  const faults: unknown[] = error ? [error] : [];
  if (!numbersIn(answer).every(Number.isFinite)) faults.push('a number that is not finite');
  if (values.some((value, i) => i > 0 && value < values[i - 1]!)) faults.push('percentiles out of order');
  if ((values.length === 5) !== (suppressed === null)) faults.push(`${values.length} percentiles`);
  const outside = percentiles.filter(
    ({ value, low, high }) => low !== null && high !== null && !(low <= value && value <= high),
  );
  return [...faults, ...outside];
}

describe('whatever is asked', () => {
  let market: Market;
  beforeAll(async () => {
    market = await marketOf(randomEntries(2_000));
  });

  test('the answer has the shape of the contract, finite numbers and percentiles in order', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const faults = faultsOf(market.estimate(query));
        if (faults.length > 0) throw new Error(JSON.stringify(faults));
      }),
      { seed: 1, numRuns: 10_000 },
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(market.estimate(query)).toEqual(market.estimate(query));
      }),
      { seed: 2, numRuns: 50 },
    );
  });
});
