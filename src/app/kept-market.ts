import type { Batch } from '../domain/batch.js';
import { buildMarket, restoreMarket, type Market } from '../market/market.js';
import type { AppContext } from './context.js';
import { dataVersion } from './data-version.js';
import { versionOf } from './market-answers.js';

/** Fewer are derived about as soon as they are read back. */
const WORTH_KEEPING = 2000;

/** So many offers at once are read back as quickly from the store as a whole. */
const MOST_CHANGES = 20_000;

/** A store's market at one of its sequence numbers. */
export interface KeptMarket {
  readonly market: Market;
  readonly dataVersion: string;
  /** Keeps what the market has learnt since it was last kept, if anything. */
  readonly keep: () => void;
}

/**
 * What a snapshot is kept under. When a batch came in counts too: the same file, read again by other rules, may have
 * made other offers.
 */
function keyOf(batches: readonly Batch[], version: string, rules: string): string {
  return versionOf(
    version,
    rules,
    batches.map(({ at }) => at),
  );
}

function toolsOf({ policy, rates, vocabulary }: AppContext) {
  return { policy, rates, familyOf: (role: string): string | null => vocabulary.familyOf(role) };
}

async function restored(context: AppContext): Promise<KeptMarket | undefined> {
  const { store, snapshots } = context;
  if (!snapshots) return undefined;
  const sequence = await store.sequence();
  const batches = (await store.batches()).filter(({ id }) => id <= sequence);
  const version = dataVersion(batches, sequence, context);
  const key = keyOf(batches, version, snapshots.rules);
  const snapshot = await snapshots.load(key);
  return snapshot && keeping(restoreMarket(snapshot, toolsOf(context)), version, key, context);
}

/** The market after what has changed since one before it; null where it is to be built anew. */
async function followed(before: Market, { store }: AppContext): Promise<Market | null> {
  const changes = await store.changes(before.sequence, MOST_CHANGES);
  return changes && before.edited(changes);
}

async function built(context: AppContext): Promise<Market> {
  const entries = context.store.entries();
  return buildMarket(entries, await entries.sequence(), toolsOf(context));
}

async function kept(market: Market, context: AppContext): Promise<KeptMarket> {
  const { store, snapshots } = context;
  const { sequence } = market;
  const batches = (await store.batches()).filter(({ id }) => id <= sequence);
  const version = dataVersion(batches, sequence, context);
  return keeping(market, version, snapshots ? keyOf(batches, version, snapshots.rules) : '', context);
}

function keeping(market: Market, version: string, key: string, { snapshots }: AppContext): KeptMarket {
  let learnt = market.learnt;
  let saving = Promise.resolve();
  const keep = (): void => {
    if (!snapshots || market.offers < WORTH_KEEPING || market.learnt === learnt) return;
    learnt = market.learnt;
    // One after the other, the answer first: the process lives until the last is written.
    saving = saving.then(() => new Promise(setImmediate)).then(() => snapshots.save(key, market.snapshot()));
  };
  return { market, dataVersion: version, keep };
}

/**
 * The market as of the store's last sequence number: from a snapshot where one is kept, else the one before it and what
 * has changed since, else built from the store's entries.
 */
export async function keptMarket(context: AppContext, before?: Market): Promise<KeptMarket> {
  const known = await restored(context);
  if (known) return known;
  const market = before && (await followed(before, context));
  return kept(market ?? (await built(context)), context);
}
