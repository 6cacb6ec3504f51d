import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planRequestSchema, planSchema } from '../../src/domain/plan.js';
import { policySchema } from '../../src/domain/policy.js';
import { negotiationPlan } from '../../src/guidance/negotiation-plan.js';
import { preciseFigure } from '../../src/guidance/precise-figure.js';
import { lognormalView } from './market-view.js';

const policy = policySchema.parse(JSON.parse(readFileSync('src/domain/policy/policy.json', 'utf8')));
const request = (given: object = {}) => planRequestSchema.parse(given);

describe('the asking figure', () => {
  test.each(['high', 'medium'] as const)('is at P75 with %s confidence', (confidence) => {
    const plan = negotiationPlan(lognormalView({ confidence }), request(), policy);
    expect(plan.ask?.percentile).toBe(75);
  });

  test('is at P50 with low confidence', () => {
    expect(negotiationPlan(lognormalView({ confidence: 'low' }), request(), policy).ask?.percentile).toBe(50);
  });

  test('is at the percentile the person picks', () => {
    const plan = negotiationPlan(lognormalView(), request({ targetPercentile: 60 }), policy);
    expect(plan.ask).toMatchObject({ percentile: 60, point: preciseFigure(80_000 * Math.exp(0.2 * 0.2533)) });
  });

  test('is named by no plan on thin evidence, which says what to collect', () => {
    const thin = lognormalView({
      confidence: 'thin',
      evidence: { ...lognormalView().worth.evidence, employers: 2 },
    });
    const plan = negotiationPlan(thin, request(), policy);
    expect(plan).toMatchObject({ ask: null, target: null, packages: [] });
    expect(plan.missing.join(' ')).toContain('3 more employers');
    expect(plan.text).toContain('No figure');
  });

  test('is withheld where the interval at its percentile is wider than a fifth', () => {
    expect(negotiationPlan(lognormalView({}, 80_000, 0.21), request(), policy).ask).toBeNull();
  });

  test('is the floor of the range it is said as, which stretches 5 to 7 % above', () => {
    const { ask, target } = negotiationPlan(lognormalView(), request(), policy);
    expect(ask!.low).toBe(ask!.point);
    expect(target).toBe(ask!.point);
    expect(ask!.high / ask!.low).toBeGreaterThan(1.05);
    expect(ask!.high / ask!.low).toBeLessThan(1.07);
  });
});

describe('a precise figure', () => {
  test('stays within 0.3 % of the amount and is no rounder than that', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), (amount) => {
        expect(Math.abs(preciseFigure(amount) / amount - 1)).toBeLessThanOrEqual(0.0016);
      }),
      { seed: 7 },
    );
  });
});

describe('packages', () => {
  test('are three, and worth the same', () => {
    const { packages, ask } = negotiationPlan(lognormalView(), request(), policy);
    expect(packages).toHaveLength(3);
    expect(packages.map(({ value }) => value)).toEqual([ask!.point, ask!.point, ask!.point]);
  });
});

describe('alternatives', () => {
  test('put the best offer in hand first and the market last', () => {
    const offers = [
      { name: 'A', base: 78_000 },
      { name: 'B', base: 83_000 },
    ];
    const { alternatives } = negotiationPlan(lognormalView(), request({ offers }), policy);
    expect(alternatives.map(({ name }) => name)).toEqual(['B', 'A', 'the market']);
    expect(alternatives[0]).toMatchObject({ strength: 'offer in hand', percentile: 70 });
  });

  test('count an offer in the basis of the answer', () => {
    const offers = [{ name: 'A', base: 80_000, bonus: 5000, equityPerYear: 3000, signOn: 8000 }];
    const value = (basis: 'basePay' | 'totalCash' | 'total') =>
      negotiationPlan(lognormalView({ basis }), request({ offers }), policy).alternatives[0]!.value;
    expect([value('basePay'), value('totalCash'), value('total')]).toEqual([80_000, 85_000, 90_000]);
  });
});

describe('contradictions', () => {
  const contradictionsOf = (given: object) =>
    negotiationPlan(lognormalView(), request(given), policy).contradictions;

  test('are none when nothing was said', () => {
    expect(contradictionsOf({})).toEqual([]);
  });

  test('name a number that the ask goes back on', () => {
    expect(contradictionsOf({ stated: [85_000] }).join()).toContain('You named 85,000 EUR; asking');
  });

  test('name a number above the ask, numbers that came down, and one below the walk-away', () => {
    expect(contradictionsOf({ stated: [99_000] }).join()).toContain('above the ask');
    expect(contradictionsOf({ stated: [99_000, 95_000] }).join()).toContain('come down');
    expect(contradictionsOf({ stated: [70_000], walkAway: 75_000 }).join()).toContain('below your walk-away');
  });
});

test('each reason carries a figure, the offers behind it and their date', () => {
  const { reasons } = negotiationPlan(lognormalView(), request(), policy);
  expect(reasons.length).toBeGreaterThanOrEqual(2);
  for (const reason of reasons) {
    expect(reason).toMatchObject({ offers: expect.any(Number), asOf: '2026-10-01' });
    expect(reason.text).toMatch(/\d/);
  }
});

test('own skills whose premium is stated are reasons, with the offers that ask for them', () => {
  const ofSkill = { text: expect.stringContaining('Kafka'), figure: 8.24, offers: 61, asOf: '2026-10-01' };
  const { reasons, text } = negotiationPlan(lognormalView(), request(), policy);
  expect(reasons.at(-1)).toEqual(ofSkill);
  expect(text).toContain('You have Kafka, which goes with 8.2 % more pay (3.0 % to 13.7 %)');
  const nothing = negotiationPlan(lognormalView({ percentiles: [] }), request(), policy);
  expect(nothing.reasons).not.toContainEqual(ofSkill);
});

test('the walk-away is the person’s own and never set by the plan', () => {
  expect(negotiationPlan(lognormalView(), request(), policy).walkAway).toBeNull();
  expect(negotiationPlan(lognormalView(), request({ walkAway: 70_000 }), policy).walkAway).toBe(70_000);
});

test('a plan is what its schema says, and the same twice', () => {
  const plan = () =>
    negotiationPlan(lognormalView(), request({ stated: [80_000], walkAway: 75_000 }), policy);
  expect(planSchema.parse(plan())).toEqual(plan());
});
