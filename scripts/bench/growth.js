/**
 * How time and memory grow with the offers.
 * Run: npm run bench -- growth [ROWS], up to so many rows, 5,000,000 unless said
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildMarket } from '../../dist/market/market.js';
import { bytesHeld, millis, nearest, timed, timesOf, unusedBytes } from './measure.js';
import { contextOf, importOffers } from './offers-store.js';
import { cellOf, questionOf, rowsOf, some, toolsOf } from './questions.js';

const SIZES = [10_000, 100_000, 1_000_000, 5_000_000];
const QUESTIONS = 300;

async function medianOf(asked, ask) {
  await timesOf(asked.map((row) => () => ask(row)));
  return nearest(await timesOf(asked.map((row) => () => ask(row))), 0.5);
}

/** The figures of one size, in the order of the table's columns. */
async function figuresOf(folder, rows) {
  mkdirSync(folder);
  const imported = await timed(() => importOffers(folder, rows));
  const context = await contextOf(folder);
  const { store } = context;
  const asked = some(await rowsOf(store, Math.ceil(rows / 10_000)), QUESTIONS);
  const before = bytesHeld();
  const entries = store.entries();
  const sequence = await entries.sequence();
  const columns = await timed(() => buildMarket(entries, sequence, toolsOf(context)));
  const market = columns.result;
  const fit = await timed(() => market.estimate(questionOf(asked[0])));
  const cell = await medianOf(asked, (row) => market.exactCohort(cellOf(row)));
  const full = await medianOf(asked, (row) => market.estimate(questionOf(row)));
  const bytes = (bytesHeld() - before - unusedBytes(market)) / market.offers;
  await importOffers(folder, 1000, 7);
  const changes = await store.changes(market.sequence, 10_000);
  const append = await timed(() => market.edited(changes));
  await store.close();
  const times = [imported, columns, fit, { ms: cell }, { ms: full }, append].map(({ ms }) => millis(ms));
  return [...times, bytes.toFixed(0)];
}

/** Prints a line a size, up to `most` rows. */
export async function growth(parent, most = SIZES.at(-1)) {
  const names = ['offers', 'import', 'columns', 'fit', 'cell', 'estimate', 'append', 'bytes'];
  console.log(names.map((name) => name.padStart(10)).join(' '));
  for (const rows of SIZES.filter((size) => size <= most)) {
    const folder = join(parent, String(rows));
    const figures = await figuresOf(folder, rows);
    rmSync(folder, { recursive: true });
    console.log([rows, ...figures].map((figure) => String(figure).padStart(10)).join(' '));
  }
}
