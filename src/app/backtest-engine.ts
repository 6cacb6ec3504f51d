import { MarketWorthError } from '../core/errors.js';
import { randomInt, seededRandom } from '../core/random.js';
import type { StoredEntry } from '../domain/ports.js';
import { isOffer } from '../domain/entry.js';
import { openCsvImport, type ByteSource, type IngestOptions } from '../ingest/csv-import.js';
import { backtest, type BacktestScores } from '../market/backtest/backtest.js';
import type { AppContext } from './context.js';

/** What is held out: another file, or a share of the first one's offers drawn by a seed. */
export type HeldOut = { readonly test: ByteSource } | { readonly share: number; readonly seed: number };

export interface BacktestReport extends BacktestScores {
  readonly train: string;
  readonly test: string;
  readonly trainRows: number;
}

/** The offers of a file in key order. Unlikely pay stays in: an engine is not scored on data that flatter it. */
async function offersOf(
  source: ByteSource,
  ingest: IngestOptions,
  context: AppContext,
): Promise<StoredEntry[]> {
  const { policy, store } = context;
  const sanity = { ...policy.sanity, minimum: 0, maximum: Number.MAX_VALUE };
  const opened = await openCsvImport(source, ingest, {
    ...context,
    policy: { ...policy, sanity },
    savedMapping: (name) => store.mapping(name),
  });
  const offers: StoredEntry[] = [];
  for await (const { candidates } of opened.rows()) {
    for (const { key, entry } of candidates) if (isOffer(entry)) offers.push({ key, batch: 1, entry });
  }
  if (offers.length === 0) {
    throw new MarketWorthError('FILE_EMPTY', `${source.name} holds no offer. Expected rows with a pay.`);
  }
  return offers.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Splits offers in two by a seeded shuffle; each part stays in key order. */
function split(offers: readonly StoredEntry[], share: number, seed: number): [StoredEntry[], StoredEntry[]] {
  const random = seededRandom(seed);
  const order = offers.map((_, index) => index);
  for (let at = order.length - 1; at > 0; at--) {
    const other = randomInt(random, at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const heldOut = new Set(order.slice(0, Math.max(1, Math.round(offers.length * share))));
  return [offers.filter((_, index) => !heldOut.has(index)), offers.filter((_, index) => heldOut.has(index))];
}

/**
 * Measures the engine (METHOD 6): fits on one part of real offers and scores its percentiles on the other, beside what
 * grouping gives. The store is not touched. Fails with the codes of the files and of the mapping.
 */
export async function backtestEngine(
  train: ByteSource,
  heldOut: HeldOut,
  ingest: IngestOptions,
  context: AppContext,
): Promise<BacktestReport> {
  const { policy, rates, vocabulary, now } = context;
  const tools = { policy, rates, familyOf: (role: string) => vocabulary.familyOf(role) };
  const offers = await offersOf(train, ingest, context);
  const [learn, score] =
    'test' in heldOut
      ? [offers, await offersOf(heldOut.test, ingest, context)]
      : split(offers, heldOut.share, heldOut.seed);
  const scores = await backtest(learn, score, tools, now);
  const test =
    'test' in heldOut ? heldOut.test.name : `${heldOut.share} of ${train.name}, seed ${heldOut.seed}`;
  return { train: train.name, test, trainRows: learn.length, ...scores };
}
