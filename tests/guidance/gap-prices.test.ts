import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/domain/comparison.js';
import { gapPrices } from '../../src/guidance/gap-prices.js';

type Skill = Comparison['skills'][number];

function skill(name: string, more: Partial<Skill> = {}): Skill {
  return {
    skill: name,
    have: false,
    demand: { share: 0.4, low: 0.3, high: 0.5, trend: 'flat' },
    premium: { percent: 8, low: 5, high: 11 },
    offersWith: 200,
    offersWithout: 300,
    withheld: null,
    ...more,
  };
}

describe('the price of a gap', () => {
  test('is pay x demand x the premium’s lower bound x what was missed', () => {
    const passes = new Map([['kafka', { name: 'Kafka', asked: 8, passes: 2 }]]);
    const [gap] = gapPrices([skill('Kafka')], 80_000, passes);
    expect(gap!.valuePerYear).toBeCloseTo(80_000 * 0.4 * 0.05 * (1 - 3 / 10), 9);
    expect(gap).toMatchObject({ demand: 0.4, asked: 8 });
    expect(gap!.low).toBeLessThan(gap!.valuePerYear);
    expect(gap!.high).toBeGreaterThan(gap!.valuePerYear);
  });

  test('of what was never asked takes half of the interviews to be missed', () => {
    const [gap] = gapPrices([skill('Kafka')], 80_000, new Map());
    expect(gap).toMatchObject({ missRate: 0.5, asked: 0 });
  });

  test('is given for missing skills with a stated premium above 0, and for no other', () => {
    const skills = [
      skill('Had', { have: true }),
      skill('Withheld', { premium: null, withheld: 'tooFew' }),
      skill('Below', { premium: { percent: -4, low: -7, high: -1 } }),
      skill('Open', { premium: { percent: 2, low: -1, high: 5 } }),
      skill('Priced'),
    ];
    expect(gapPrices(skills, 80_000, new Map()).map((gap) => gap.skill)).toEqual(['Priced']);
  });

  test('ranks the dearest first, and needs a market worth', () => {
    const dear = skill('Dear', { premium: { percent: 15, low: 12, high: 18 } });
    expect(gapPrices([skill('Cheap'), dear], 80_000, new Map()).map((gap) => gap.skill)).toEqual([
      'Dear',
      'Cheap',
    ]);
    expect(gapPrices([dear], null, new Map())).toEqual([]);
  });
});
