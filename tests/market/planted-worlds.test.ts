import { describe, expect, test } from '@jest/globals';
import { surveyWorlds } from '../../scripts/prove/planted-worlds.js';
import { policy, rates } from './some-market.js';

const tools = { policy, rates, familyOf: () => null };

// A sample of what `npm run prove` counts over hundreds of worlds.
describe('in worlds whose truth is known', () => {
  test('intervals hold the true percentiles, and skills are told apart from who has them', async () => {
    const { questions, covered, skills } = await surveyWorlds(2, 10, 1, tools);
    expect(questions).toBe(240);
    const mean = covered.reduce((sum, share) => sum + share, 0) / covered.length;
    expect(mean).toBeGreaterThan(0.75);
    expect(mean).toBeLessThan(1);
    expect(skills.covered).toBeGreaterThan(0.75);
    expect(skills.naiveError).toBeGreaterThan(2 * skills.error);
  });
});
