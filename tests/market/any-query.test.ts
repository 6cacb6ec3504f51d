import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { estimateSchema } from '../../src/domain/estimate.js';
import type { Market } from '../../src/market/market.js';
import { anyQuery, randomEntries } from './random-market.js';
import { marketOf } from './some-market.js';

/** Every number somewhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('whatever is asked', () => {
  let market: Market;
  beforeAll(async () => {
    market = await marketOf(randomEntries(2_000));
  });

  test('the answer has the shape of the contract, finite numbers and percentiles in order', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const answer = market.estimate(query);
        expect(estimateSchema.safeParse(answer).error).toBeUndefined();
        expect(numbersIn(answer).every(Number.isFinite)).toBe(true);
        const values = answer.percentiles.map(({ value }) => value);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(values.length === 5).toBe(answer.suppressed === null);
        for (const { value, low, high } of answer.percentiles) {
          if (low !== null && high !== null) expect(low <= value && value <= high).toBe(true);
        }
      }),
      { seed: 1, numRuns: 1_500 },
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
