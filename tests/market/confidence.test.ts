import { describe, expect, test } from '@jest/globals';
import { confidenceOf, type Soundness } from '../../src/market/confidence.js';
import { policy } from './some-market.js';

const sound: Soundness = { halfWidth: 0.04, employers: 12, medianAgeMonths: 6, borrowedShare: 0.2 };

describe('the label of an answer', () => {
  test.each([
    ['high', {}],
    ['medium', { halfWidth: 0.06 }],
    ['medium', { employers: 9 }],
    ['medium', { medianAgeMonths: 13 }],
    ['medium', { medianAgeMonths: null }],
    ['medium', { employers: null }],
    ['low', { employers: 4 }],
    ['low', { halfWidth: 0.11 }],
    ['low', { borrowedShare: 0.51 }],
    ['thin', { halfWidth: 0.21 }],
    ['thin', { halfWidth: null }],
    ['thin', { halfWidth: 0.21, borrowedShare: 0.9 }],
  ] as const)('is %s with %o', (label, change) => {
    expect(confidenceOf({ ...sound, ...change }, policy.labels)).toBe(label);
  });
});
