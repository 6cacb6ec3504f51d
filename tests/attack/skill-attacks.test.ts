import { describe, expect, test } from '@jest/globals';
import { skillAttacks, type SkillAttack } from './skill-attacks.js';
import { engine, shared, type OpenSkillTarget } from './skill-target.js';

const WORLDS = 5;

/** How often the secret is guessed, of worlds with either answer; half of them by chance. */
async function rightOf({ world, guess }: SkillAttack, open: OpenSkillTarget): Promise<number> {
  let right = 0;
  for (let seed = 0; seed < WORLDS; seed++) {
    for (const secret of [true, false]) {
      const made = world(secret, seed);
      const [before, after] = await open(made.first, made.later);
      if (guess(before, after, made) === secret) right++;
    }
  }
  return right / (2 * WORLDS);
}

describe.each(skillAttacks)('$name', (attack) => {
  test('succeeds against the full engine', async () => {
    expect(await rightOf(attack, engine)).toBe(1);
  });

  test.each(['team', 'strict'] as const)('fails against a release: %s', async (preset) => {
    expect(await rightOf(attack, shared(preset))).toBeLessThan(0.75);
  });
});
