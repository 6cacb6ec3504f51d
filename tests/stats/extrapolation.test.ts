import { describe, expect, test } from '@jest/globals';
import { Extrapolation } from '../../src/stats/extrapolation.js';

describe('speeding up an iteration', () => {
  /** Creeps towards (3, -1): a thousandth of the way left, and half of it. */
  const iterate = (x: Float64Array): Float64Array<ArrayBuffer> =>
    Float64Array.of(x[0]! + 0.001 * (3 - x[0]!), x[1]! + 0.5 * (-1 - x[1]!));

  test('arrives where it would creep to', () => {
    const extrapolation = new Extrapolation();
    let [plain, fast] = [Float64Array.of(0, 0), Float64Array.of(0, 0)];
    for (let i = 0; i < 200; i++) {
      plain = iterate(plain);
      fast = iterate(fast);
      fast = Float64Array.from(extrapolation.next(fast) ?? fast);
    }
    expect(Math.abs(plain[0]! - 3)).toBeGreaterThan(2);
    expect(Math.abs(fast[0]! - 3)).toBeLessThan(0.5);
    expect(fast[1]).toBeCloseTo(-1, 2);
  });

  test('leaves a state alone that does not move', () => {
    const extrapolation = new Extrapolation();
    const states = [1, 2, 3, 4].map(() => extrapolation.next(Float64Array.of(5, 6)));
    expect(states.every((state) => state === null)).toBe(true);
  });
});
