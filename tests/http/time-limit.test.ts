import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { TimeLimit } from '../../src/http/time-limit.js';

const never = new Promise<never>(() => undefined);

describe('a time limit for many waits', () => {
  test('ends each wait that is over, and no other', async () => {
    const limit = new TimeLimit(60, () => new Error('late'));
    const ended: string[] = [];
    const told = (name: string, wait: Promise<string>): Promise<unknown> =>
      wait.then(
        (value) => ended.push(`${name} ${value}`),
        (error: unknown) => ended.push(`${name} ${(error as Error).message}`),
      );
    const first = told('first', limit.keep(never));
    const quick = told('quick', limit.keep(Promise.resolve('here')));
    await quick;
    await sleep(20);
    const second = told('second', limit.keep(never));
    await first;
    expect(ended).toEqual(['quick here', 'first late']);
    await second;
    expect(ended).toEqual(['quick here', 'first late', 'second late']);
  });

  test('passes on what a promise gives or fails of, and begins anew after all have ended', async () => {
    const limit = new TimeLimit(20, () => new Error('late'));
    await expect(limit.keep(Promise.resolve(1))).resolves.toBe(1);
    await expect(limit.keep(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await sleep(50);
    await expect(limit.keep(sleep(5).then(() => 2))).resolves.toBe(2);
    await expect(limit.keep(never)).rejects.toThrow('late');
  });
});
