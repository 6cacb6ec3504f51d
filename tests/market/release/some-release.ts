import type { Entry } from '../../../src/domain/entry.js';
import type { ReleasedCell, ReleaseLedger, ReleasePreset } from '../../../src/domain/release.js';
import { makeRelease, type MadeRelease } from '../../../src/market/release/make-release.js';
import type { Origin } from '../../../src/market/release/provenance.js';
import { readReleaseInput } from '../../../src/market/release/release-input.js';
import { rulesOf } from '../../../src/market/release/release-rules.js';
import { ReleasedAnswers } from '../../../src/market/shared/released-answers.js';
import { offer, policy, tools } from '../some-market.js';

/** The i-th of `count` offers of so many contributors and employers, in turn. */
export function offersOf(
  count: number,
  contributors: number,
  employers: number,
  payOf: (i: number) => number = (i) => 80_000 + 1_000 * i,
  more: Entry = {},
): Entry[] {
  return Array.from({ length: count }, (_, i) =>
    offer(payOf(i), { contributor: `p${i % contributors}`, employer: `e${i % employers}`, ...more }),
  );
}

interface Options {
  readonly preset?: ReleasePreset;
  readonly before?: ReleaseLedger | null;
  readonly origin?: Partial<Origin>;
}

/** The release of entries, in the order given, which names them: a changed entry in its place is an edit. */
export async function releaseOf(
  entries: readonly Entry[],
  { preset = 'team', before = null, origin = {} }: Options = {},
): Promise<MadeRelease> {
  async function* chunks(): AsyncGenerator<{ key: string; batch: number; entry: Entry }[]> {
    await Promise.resolve();
    yield entries.map((entry, i) => ({ key: String(i).padStart(8, '0'), batch: 1, entry }));
  }
  const input = await readReleaseInput(chunks(), {
    policy,
    familyOf: tools.familyOf,
    originOf: () => ({ contributors: 'importer', importer: 'owner', ...origin }),
  });
  return makeRelease(input, before, rulesOf(preset, policy.release), policy);
}

/** What is released of the root, of all offers of a currency. */
export function rootOf({ release }: MadeRelease, currency = 'USD'): ReleasedCell | undefined {
  const pool = release.pools.find((each) => each.currency === currency && each.basis === 'basePay');
  return pool?.cells.find(({ family, role }) => family === null && role === null);
}

/** The percentiles that are released of a cell. */
export function percentilesOf(cell: ReleasedCell | undefined): number[] {
  return (cell?.percentiles ?? []).map(({ percentile }) => percentile);
}

export function answersOf({ release }: Pick<MadeRelease, 'release'>): ReleasedAnswers {
  return new ReleasedAnswers(release, { policy, familyOf: tools.familyOf });
}
