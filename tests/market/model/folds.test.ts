import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/core/random.js';
import { assignFolds } from '../../../src/market/model/folds.js';

const random = seededRandom(6);

test("an employer's rows are all in one fold, folds are about equal", () => {
  const employers = Int32Array.from({ length: 2000 }, () => Math.floor(60 * random() ** 2));
  const { count, of } = assignFolds(employers);
  const foldsOf = new Map<number, Set<number>>();
  employers.forEach((employer, row) => {
    if (employer > 0) foldsOf.set(employer, (foldsOf.get(employer) ?? new Set()).add(of[row]!));
  });
  expect([...foldsOf.values()].every((folds) => folds.size === 1)).toBe(true);
  const sizes = Array.from({ length: count }, (_, fold) => of.filter((f) => f === fold).length);
  expect(Math.max(...sizes)).toBeLessThan(1.5 * Math.min(...sizes));
});

test('rows without an employer are spread over all folds', () => {
  const { count, of } = assignFolds(new Int32Array(500));
  expect(new Set(of).size).toBe(count);
});

test('one employer alone is parted, for there is no other to learn from', () => {
  expect(new Set(assignFolds(new Int32Array(500).fill(1)).of).size).toBeGreaterThan(1);
});

test('there are no more folds than rows', () => {
  expect(assignFolds(new Int32Array(3)).count).toBe(3);
  expect(assignFolds(new Int32Array(0))).toEqual({ count: 1, of: new Uint8Array(0) });
});
