import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ascendingOrder } from '../../src/stats/ascending-order.js';
import { radixOrder } from '../../src/stats/radix-order.js';

/** Few values often, so that ties are common; zeros of both signs and infinities among them. */
const values = fc
  .array(fc.oneof(fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 1e-320), fc.double({ noNaN: true })), {
    maxLength: 200,
  })
  .map((list) => Float64Array.from(list));

function byComparison(list: Float64Array): Uint32Array {
  return Uint32Array.from(
    [...list.keys()].sort((a, b) => (list[a]! < list[b]! ? -1 : list[a]! > list[b]! ? 1 : a - b)),
  );
}

test.each([
  ['a merge sort', ascendingOrder],
  ['a radix sort', (list: Float64Array) => radixOrder(list)],
  ['a radix sort by small digits', (list: Float64Array) => radixOrder(list, 8)],
])('%s puts values in ascending order, ties in the order given', (_name, orderOf) => {
  fc.assert(
    fc.property(values, (list) => {
      expect(orderOf(list)).toEqual(byComparison(list));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('many values are ordered as few are', () => {
  const many = Float64Array.from({ length: 60_000 }, (_, i) => ((i * 7919) % 10_007) - 5000.5);
  expect(ascendingOrder(many)).toEqual(byComparison(many));
});
