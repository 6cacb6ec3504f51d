import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../src/domain/entry.js';
import { policy } from '../market/some-market.js';
import { attacks, type Attack } from './attacks.js';
import { engine, shared, type OpenTarget, type Target } from './target.js';

const WORLDS = 5;

/** The finest rounding there is. */
const STEP = Math.min(...policy.release.rows.map(({ rounding }) => rounding));

/** How far off the guesses at secrets are, as a share of them: the middle of all worlds. */
async function errorOf({ world, worlds = WORLDS, guess }: Attack, open: OpenTarget): Promise<number> {
  const errors: number[] = [];
  for (let seed = 0; seed < worlds; seed++) {
    const made = world(seed);
    const [before, after] = await open(made.first, made.later);
    const own = async (entries: readonly Entry[]): Promise<Target> => (await open(entries, []))[0];
    const guesses = await guess(before, after, made, own);
    made.secrets.forEach((secret, i) => errors.push(Math.abs(Math.log(guesses[i]! / secret))));
  }
  errors.sort((a, b) => a - b);
  return errors[errors.length >> 1]!;
}

describe.each(attacks)('$name', (attack) => {
  test('succeeds against the full engine', async () => {
    expect(await errorOf(attack, engine)).toBeLessThan(STEP / 2);
  });

  test.each(['team', 'strict'] as const)('fails against a release: %s', async (preset) => {
    expect(await errorOf(attack, shared(preset))).toBeGreaterThan(STEP);
  });
});
