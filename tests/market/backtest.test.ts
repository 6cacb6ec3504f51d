import { describe, expect, test } from '@jest/globals';
import { randomInt, randomNormal, seededRandom } from '../../src/core/random.js';
import type { StoredEntry } from '../../src/domain/ports.js';
import { backtest } from '../../src/market/backtest/backtest.js';
import { groupByForecast, type GroupColumn } from '../../src/market/backtest/group-by.js';
import { pinballLoss, Scoreboard } from '../../src/market/backtest/scoreboard.js';
import { quantileOf } from '../../src/stats/weighted-quantile.js';
import { sampleOf } from '../../src/stats/weighted-sample.js';
import { offer, policy, rates } from './some-market.js';

const LEVELS = ['Junior', 'Middle', 'Senior'];

/** Offers of many roles, few each, whose pay is role effect + level effect + noise. */
function stored(count: number, seed: number): StoredEntry[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const role = randomInt(random, 60);
    const level = randomInt(random, 3);
    const pay = 60_000 * Math.exp(0.2 * Math.sin(role) + 0.25 * level + 0.2 * randomNormal(random));
    const entry = offer(Math.round(pay), { role: `Role ${role}`, level: LEVELS[level] });
    return { key: String(i).padStart(6, '0'), batch: 1, entry };
  });
}

describe('a backtest', () => {
  test('scores every held-out offer, and the engine ahead of group-by and of all offers together', async () => {
    const tools = { policy, rates, familyOf: () => null };
    let clock = 0;
    const held = [
      ...stored(300, 2),
      { key: 'z', batch: 1, entry: offer(70_000, { role: 'Nobody in training' }) },
    ];
    const found = await backtest(stored(1_500, 1), held, tools, () => (clock += 1_000));
    expect([found.testRows, found.scored]).toEqual([301, 301]);
    expect(found.engine.pinball).toBeLessThan(found.groupBy.pinball);
    expect(found.groupBy.pinball).toBeLessThan(found.global.pinball);
    expect(found.engine.coverage80).toBeGreaterThan(0.72);
    expect(found.engine.coverage80).toBeLessThan(0.88);
    expect(found.engine.seconds).toBe(1);
    const below = found.calibration.map((decile) => decile.below);
    expect(below).toEqual(below.toSorted((a, b) => a - b));
    expect(below[4]).toBeGreaterThan(0.4);
  });

  test('cannot score an open end, and says so', async () => {
    const tools = { policy, rates, familyOf: () => null };
    const open = { key: 'z', batch: 1, entry: offer([60_000, undefined]) };
    const found = await backtest(stored(40, 1), [...stored(5, 3), open], tools, () => 0);
    expect([found.testRows, found.scored]).toEqual([6, 5]);
  });
});

describe('scores', () => {
  test('pinball loss weighs misses by the percentile', () => {
    expect(pinballLoss(3, 1, 0.9)).toBeCloseTo(1.8, 12);
    expect(pinballLoss(1, 3, 0.9)).toBeCloseTo(0.2, 12);
  });

  test('coverage counts what lies between the percentiles, the error is that of the P50', () => {
    const board = new Scoreboard();
    const forecast = [-2, -1, 0, 1, 2];
    for (const logPay of [0, 0.5, 1.5, 5]) board.add(logPay, forecast);
    const { coverage50, coverage80, mdape } = board.score();
    expect([coverage50, coverage80]).toEqual([0.5, 0.75]);
    expect(mdape).toBeCloseTo((Math.abs(Math.expm1(-0.5)) + Math.abs(Math.expm1(-1.5))) / 2, 12);
  });
});

describe('the group-by answer', () => {
  test('is the quantiles of the deepest group with fifteen rows', () => {
    const random = seededRandom(4);
    const sizes = [40, 40, 3];
    const codes = Uint32Array.from(sizes.flatMap((n, group) => Array.from({ length: n }, () => group)));
    const logPay = Float64Array.from(codes, (group) => group + 0.1 * randomNormal(random));
    const column: GroupColumn = { name: 'group', codes: Uint32Array.of(...codes, 1, 2), size: 3 };
    const forecast = groupByForecast([column], Float64Array.of(...logPay, 0, 0), codes.length);
    const quantiles = (rows: Float64Array): number[] =>
      [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => quantileOf(sampleOf(rows), p, 'hf7'));
    quantiles(logPay.filter((_, i) => codes[i] === 1)).forEach((value, i) => {
      expect(forecast(codes.length)[i]).toBeCloseTo(value, 12);
    });
    quantiles(logPay).forEach((value, i) => {
      expect(forecast(codes.length + 1)[i]).toBeCloseTo(value, 12);
    });
  });
});
