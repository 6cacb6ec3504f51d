import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import { CoordinateDescent, type LaneStart } from '../../src/stats/coordinate-descent.js';
import { addEffects, type EffectFamily } from '../../src/stats/effect-family.js';
import { inLanes, laneOf } from '../../src/stats/lanes.js';
import { setFamily } from '../../src/stats/set-effects.js';

const ROWS = 500;
const random = seededRandom(9);
const codes = (size: number): Int32Array =>
  Int32Array.from({ length: ROWS }, () => randomInt(random, size + 1) - 1);
const numbers = (length: number): Float64Array => Float64Array.from({ length }, () => randomNormal(random));
const ends = Int32Array.from({ length: ROWS + 1 }, (_, row) => 2 * row);
const at = Float64Array.from({ length: ROWS }, () => 4.999 * random());
const segments = Int32Array.from(at, (x) => (x < 0.2 ? -1 : Math.floor(x)));

const families: readonly EffectFamily[] = [
  { kind: 'grouped', size: 5, codes: codes(5), covariate: null },
  { kind: 'grouped', size: 40, codes: codes(40), covariate: null },
  { kind: 'grouped', size: 5, codes: codes(5), covariate: numbers(ROWS) },
  setFamily(
    Int32Array.from({ length: 2 * ROWS }, (_, k) => 15 * (k % 2) + randomInt(random, 15)),
    ends,
    30,
  ),
  { kind: 'curve', size: 6, segments, fractions: at.map((x) => x % 1) },
];
const weights = Float64Array.from({ length: ROWS }, () => [0, 0.5, 1, 1][randomInt(random, 4)]!);
const responses = Array.from({ length: 4 }, () => {
  const y = numbers(ROWS).map((value) => 0.3 * value);
  for (const family of families) addEffects(family, numbers(family.size), y);
  return y;
});
const starts: readonly LaneStart[] = [0.5, 0.01, 1e-7, 3].map((prior, lane) => ({
  intercept: lane,
  effects: families.map(({ size }) => numbers(size).map((value) => 0.1 * value)),
  priors: families.map((_, f) => (f === lane ? prior : 0.2)),
}));
const residualOf = (lane: number): Float64Array => {
  const residual = responses[lane]!.map((value) => value - starts[lane]!.intercept);
  starts[lane]!.effects.forEach((effects, f) => {
    addEffects(families[f]!, effects, residual, -1);
  });
  return residual;
};

describe('fits side by side', () => {
  test.each([1, 3, 30])('find in %d sweeps what each finds by itself', (sweeps) => {
    const together = inLanes(responses.map((_, lane) => residualOf(lane)));
    const found = new CoordinateDescent(families, weights, together, 0.09, starts).run(sweeps);
    starts.forEach((start, lane) => {
      const alone = residualOf(lane);
      const [own] = new CoordinateDescent(families, weights, alone, 0.09, [start]).run(sweeps);
      expect(found[lane]).toEqual(own);
      expect(laneOf(together, 4, lane)).toEqual(alone);
    });
  });

  test('keep the residual in step with what they have found', () => {
    const residual = residualOf(0);
    const [fit] = new CoordinateDescent(families, weights, residual, 0.09, [starts[0]!]).run(30);
    const left = responses[0]!.slice();
    fit!.effects.forEach((effects, f) => {
      addEffects(families[f]!, effects, left, -1);
    });
    const rest = left.map((value, row) => (weights[row] === 0 ? 0 : value - fit!.intercept));
    const known = residual.map((value, row) => (weights[row] === 0 ? 0 : value));
    const shift =
      known.reduce((sum, value, row) => sum + weights[row]! * value, 0) / weights.reduce((a, b) => a + b);
    rest.forEach((value, row) => {
      if (weights[row]! > 0) expect(value).toBeCloseTo(known[row]! - shift, 10);
    });
  });
});
