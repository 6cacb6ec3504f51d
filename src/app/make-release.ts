import type { Batch } from '../domain/batch.js';
import { MarketWorthError } from '../core/errors.js';
import type { KeptRelease, ReleasePreset } from '../domain/release.js';
import { makeRelease, type ReleaseTally } from '../market/release/make-release.js';
import { readReleaseInput } from '../market/release/release-input.js';
import { rulesOf } from '../market/release/release-rules.js';
import type { AppContext } from './context.js';

/** What making a release did. */
export interface ReleaseReport extends ReleaseTally {
  readonly hash: string;
  readonly preset: ReleasePreset;
  /** Whether anything that is published differs from the release before. */
  readonly changed: boolean;
  readonly made: string;
}

const ATTEMPTS = 3;

/** What a release is made with. */
type Tools = Pick<AppContext, 'store' | 'policy' | 'vocabulary' | 'now'>;

async function attempt(preset: ReleasePreset, tools: Tools): Promise<ReleaseReport | null> {
  const { store, policy, vocabulary, now } = tools;
  const before = await store.release();
  const entries = store.entries();
  await entries.sequence();
  const batches = new Map((await store.batches()).map((batch): [number, Batch] => [batch.id, batch]));
  const input = await readReleaseInput(entries, {
    policy,
    familyOf: (role) => vocabulary.familyOf(role),
    originOf: (batch) => batches.get(batch)!,
  });
  const rules = rulesOf(preset, policy.release);
  const { release, ledger, tally } = makeRelease(input, before?.ledger ?? null, rules, policy);
  const made = new Date(now()).toISOString();
  const kept: KeptRelease = { release, ledger, made };
  if (!(await store.saveRelease(kept, before?.release.hash ?? null))) return null;
  const { hash } = release;
  return { hash, preset, changed: before?.release.hash !== hash, made, ...tally };
}

/**
 * Makes the release that shared answers come from (METHOD 8), from the store's offers and from the release before, and
 * keeps it in its place. Fails with STORE_BUSY where others keep making one at the same moment.
 */
export async function makeStoreRelease(preset: ReleasePreset, tools: Tools): Promise<ReleaseReport> {
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    const report = await attempt(preset, tools);
    if (report) return report;
  }
  throw new MarketWorthError(
    'STORE_BUSY',
    `${tools.store.location}: other processes make releases at the same time. Try again in a moment.`,
  );
}

/** The release that is kept, and when it was made. Fails with RELEASE_NOT_FOUND before the first. */
export async function showRelease({ store }: AppContext): Promise<KeptRelease> {
  const kept = await store.release();
  if (kept) return kept;
  throw new MarketWorthError(
    'RELEASE_NOT_FOUND',
    'Nothing has been released from this store yet. `market-worth release make` makes a release.',
  );
}
