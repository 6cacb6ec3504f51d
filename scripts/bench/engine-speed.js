/**
 * How fast the engine answers, against what else works out percentiles of the same rows, in memory for all, in the
 * same run; and what it takes to make it ready.
 * Run: npm run bench -- engine [ROWS]
 */
import { join } from 'node:path';
import { createMarketSource } from '../../dist/app/market-source.js';
import { buildMarket } from '../../dist/market/market.js';
import { bytesHeld, millis, nearest, print, timed, timesOf, unusedBytes } from './measure.js';
import { contextOf, importOffers, product } from './offers-store.js';
import { cellOf, questionOf, rowsOf, some, toolsOf } from './questions.js';
import { makeRivals } from './rivals.js';

const CELLS = 30;
const QUESTIONS = 1000;

function agree(ours, theirs) {
  return ours.every((value, i) => Math.abs(value - theirs[i]) < 1e-9 * Math.abs(value));
}

/** The median milliseconds a question, once each has been asked; fails where an answer is another than ours. */
async function medianOf(ask, cells, expected, times) {
  const passes = [];
  for (const [i, cell] of cells.entries()) {
    const answer = await ask(cell);
    if (expected && !agree(expected[i], answer))
      throw new Error(`${JSON.stringify(cell)}: ${answer}, not ${expected[i]}`);
  }
  for (let pass = 0; pass < times; pass++)
    passes.push(...(await timesOf(cells.map((cell) => () => ask(cell)))));
  return nearest(
    passes.sort((a, b) => a - b),
    0.5,
  );
}

async function compare(name, cells, market, rivals) {
  const ask = (cell) => market.exactCohort(cell).percentiles.map(({ value }) => value);
  const queries = cells.map(cellOf);
  const expected = queries.map(ask);
  const ours = await medianOf(ask, queries, expected, 100);
  print(`P10-P90 of ${name}`, `${millis(ours)} median of ${cells.length} cells`);
  for (const [rival, theirs] of Object.entries(rivals)) {
    const median = await medianOf(theirs, cells, expected, 1);
    print(`    ${rival}`, `${millis(median)}   ${(median / ours).toFixed(0)} times ours`);
  }
}

async function fullEstimates(rows, market) {
  const ask = (row) => () => market.estimate(questionOf(row, 100_000));
  await timesOf(some(rows, 200).map(ask));
  const times = await timesOf(some(rows, QUESTIONS).map(ask));
  const [median, p99] = [nearest(times, 0.5), nearest(times, 0.99)];
  print('full estimate, intervals and drivers', `median ${millis(median)}, p99 ${millis(p99)}`);
}

async function building(context, rows) {
  const before = bytesHeld();
  const held = (market) =>
    `${((bytesHeld() - before - unusedBytes(market)) / market.offers).toFixed(0)} bytes an offer`;
  const entries = context.store.entries();
  const sequence = await entries.sequence();
  const { result: market, ms } = await timed(() => buildMarket(entries, sequence, toolsOf(context)));
  print("columns from the store's cursor", `${millis(ms)}, ${held(market)}`);
  const [first] = rows;
  const ordered = await timed(() => market.exactCohort(questionOf(first)));
  print('first question of a cell, which orders offers', millis(ordered.ms));
  const fitted = await timed(() => market.estimate(questionOf(first)));
  print('fit, and its first answer', `${(fitted.ms / 1000).toFixed(1)} s`);
  print('all that is held, with the lists asked for', held(market));
  return market;
}

async function warmStart(folder, context, row) {
  const env = { MARKET_WORTH_CACHE: join(folder, 'cache') };
  const words = [
    'worth',
    '--store',
    `file:${join(folder, 'store.db')}`,
    '--json',
    '--role',
    row.role,
    '--level',
    row.level,
  ];
  const cold = await timed(() => product(words, env));
  const warm = await timed(() => product(words, env));
  const again = await timed(() => product(words, env));
  if (cold.result !== warm.result) throw new Error('the answer from the snapshot is another');
  print('`worth`, a process, nothing kept', `${(cold.ms / 1000).toFixed(1)} s`);
  print('`worth`, a process, snapshot kept', `${(Math.min(warm.ms, again.ms) / 1000).toFixed(2)} s`);
  const ready = await timed(async () => (await createMarketSource(context)()).estimate(questionOf(row)));
  print('engine ready from the snapshot, with an answer', `${(ready.ms / 1000).toFixed(2)} s`);
}

/** What an import of 1,000 offers that lands costs a market that follows; gives the one that followed. */
async function append(folder, { store }, market, row) {
  await importOffers(folder, 1000, 7);
  const read = await timed(() => store.changes(market.sequence, 10_000));
  const edited = await timed(() => market.edited(read.result));
  if (!(edited.result?.offers > market.offers)) throw new Error('nothing was appended');
  const asked = await timed(() => edited.result.exactCohort(questionOf(row)));
  print('1,000 offers read back', millis(read.ms));
  print('    appended to columns, orders and counts', millis(edited.ms));
  print('    and to the lists of the first question', millis(asked.ms));
  return edited.result;
}

/** Prints the speed of the engine over `rows` offers. */
export async function engineSpeed(folder, rows = 1_000_000) {
  console.log(`engine over ${rows} offers of the stated shape`);
  await importOffers(folder, rows);
  const context = await contextOf(folder);
  const sample = await rowsOf(context.store, Math.ceil(rows / 10_000));
  // First, while nothing else is held that could be freed meanwhile.
  const market = await building(context, sample);
  await fullEstimates(sample, market);
  await warmStart(folder, context, sample[0]);
  const followed = await append(folder, context, market, sample[0]);
  const offers = await rowsOf(context.store);
  const rivals = await makeRivals(offers);
  const cells = some(offers, CELLS).map(({ role, level }) => ({ role, level }));
  await compare('role and level', cells, followed, rivals);
  const skilled = some(offers, CELLS).map(({ role, level, skills }) => ({ role, level, skill: skills[0] }));
  await compare('role, level and skill', skilled, followed, rivals);
  await context.store.close();
}
