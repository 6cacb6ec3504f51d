import { expect, test } from '@jest/globals';
import { sealRelease, type KeptRelease } from '../../src/domain/release.js';
import type { Fixture } from './contract.js';

/** A release that holds nothing but a pool of a currency; its ledger names as many contributors as asked for. */
export function kept(currency: string, contributors = 1): KeptRelease {
  const pools = [{ currency, tax: 'gross', basis: 'basePay', cells: [], quarters: [], terms: [] } as const];
  return {
    release: sealRelease({
      format: 'market-worth-release-2',
      method: { id: 'made up', version: '1' },
      preset: 'team',
      pools: pools.map((pool) => ({ ...pool, cells: [], quarters: [], terms: [] })),
      skills: { offers: [], interviews: [], premiums: [], passRates: [] },
    }),
    ledger: {
      contributors: Array.from({ length: contributors }, (_, i) => `ßödké😀${i}`),
      pools: {},
    },
    made: '2026-01-01T00:00:00.000Z',
  };
}

export function testRelease({ store, another }: Fixture): void {
  test('a store has no release before the first', async () => {
    expect(await store().releaseHash()).toBeNull();
    expect(await store().release()).toBeNull();
  });

  test('a release is kept whole, and seen by others at once', async () => {
    const elsewhere = await another();
    const first = kept('EUR');
    expect(await store().saveRelease(first, null)).toBe(true);
    expect(await elsewhere.releaseHash()).toBe(first.release.hash);
    expect(await elsewhere.release()).toEqual(first);
  });

  test('a release takes the place of the one it was made from, and of no other', async () => {
    const [first, second, third] = [kept('EUR'), kept('USD'), kept('PLN')];
    expect(await store().saveRelease(first, second.release.hash)).toBe(false);
    expect(await store().release()).toBeNull();
    expect(await store().saveRelease(first, null)).toBe(true);
    expect(await store().saveRelease(second, null)).toBe(false);
    expect(await store().saveRelease(second, first.release.hash)).toBe(true);
    expect(await store().saveRelease(third, first.release.hash)).toBe(false);
    expect(await store().release()).toEqual(second);
  });

  test('of two that are made at once one is kept', async () => {
    const elsewhere = await another();
    const first = kept('EUR');
    await store().saveRelease(first, null);
    const { hash } = first.release;
    const [one, other] = [kept('USD'), kept('PLN')];
    const saved = await Promise.all([store().saveRelease(one, hash), elsewhere.saveRelease(other, hash)]);
    expect([...saved].sort()).toEqual([false, true]);
    expect(await store().release()).toEqual(saved[0] ? one : other);
  });

  test('the same figures can be kept again with a newer date', async () => {
    const first = kept('EUR');
    await store().saveRelease(first, null);
    const again = { ...first, made: '2026-02-02T00:00:00.000Z' };
    expect(await store().saveRelease(again, first.release.hash)).toBe(true);
    expect(await store().release()).toEqual(again);
  });

  test('a release may be larger than a document of a database', async () => {
    const large = kept('EUR', 700_000);
    expect(await store().saveRelease(large, null)).toBe(true);
    expect(await store().release()).toEqual(large);
  });
}
