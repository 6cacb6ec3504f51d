import { describe, expect, test } from '@jest/globals';
import { parseCalendarDate } from '../../src/core/calendar-date.js';
import { evidenceTiers } from '../../src/domain/offer.js';
import { policySchema } from '../../src/domain/policy.js';
import { policy } from './policy.js';

describe('the shipped policy', () => {
  test.each(Object.entries(policy))('%s has a date and a source', (_, part) => {
    expect(parseCalendarDate(part.asOf)).toEqual({ ok: true, value: part.asOf });
    expect(part.source.length).toBeGreaterThan(20);
  });

  test('weighs every evidence tier, the firmer never less', () => {
    const weights = evidenceTiers.map((tier) => policy.weights.evidenceTier[tier]!);
    expect(Object.keys(policy.weights.evidenceTier).sort()).toEqual([...evidenceTiers].sort());
    expect([...weights].sort((a, b) => a - b)).toEqual(weights);
  });

  test('asks more of a better label', () => {
    const { high, medium, low } = policy.labels;
    expect(high.halfWidth).toBeLessThan(medium.halfWidth);
    expect(medium.halfWidth).toBeLessThan(low.halfWidth);
    expect(high.employers).toBeGreaterThan(medium.employers);
  });

  test('counts fewer billed hours, days and weeks for a contractor than for an employee', () => {
    const { employee, contractor } = policy.periods;
    expect(contractor.hour).toBeLessThan(employee.hour);
    expect(contractor.day).toBeLessThan(employee.day);
    expect(contractor.week).toBeLessThan(employee.week);
    expect(employee.hour).toBe(policy.periods.fullTimeWeek * policy.periods.weeksAYear);
  });

  test('is refused with a part too many, too few, or out of its limits', () => {
    const { labels, ...withoutLabels } = policy;
    expect(policySchema.safeParse(withoutLabels).success).toBe(false);
    expect(policySchema.safeParse({ ...policy, extra: labels }).success).toBe(false);
    const weights = { ...policy.weights, employerShareCap: 0 };
    expect(policySchema.safeParse({ ...policy, weights }).success).toBe(false);
  });
});
