import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Turnstile } from '../../src/storage/embedded/turnstile.js';

describe('a turnstile', () => {
  test('lets one in at a time, in the order of their coming', async () => {
    const turnstile = new Turnstile();
    const seen: string[] = [];
    const visit = async (name: string): Promise<void> => {
      const leave = await turnstile.enter(10_000);
      seen.push(`${name} in`);
      await sleep(1);
      seen.push(`${name} out`);
      leave!();
      leave!();
    };
    await Promise.all(['a', 'b', 'c'].map(visit));
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  test('a turn that was given up is passed on, in its place', async () => {
    const turnstile = new Turnstile();
    const first = await turnstile.enter(10_000);
    const givenUp = turnstile.enter(10);
    const third = turnstile.enter(10_000);
    expect(await givenUp).toBeUndefined();
    let thirdIsIn = false;
    void third.then(() => (thirdIsIn = true));
    await sleep(5);
    expect(thirdIsIn).toBe(false);
    first!();
    expect(await third).toBeInstanceOf(Function);
  });
});
