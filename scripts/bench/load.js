/**
 * How many questions a server answers, against what a bare Express route returns of a constant of the same size in the
 * same run; how long they wait at half that rate, alone and while 100,000 rows are imported; and its memory.
 * Run: npm run bench -- load [ROWS]
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomInt, seededRandom } from '../../dist/core/random.js';
import { ask } from './client.js';
import { millis, nearest, print } from './measure.js';
import { importOffers } from './offers-store.js';
import { writeOffersCsv } from './offers-csv.js';
import { serveConstant, serveProduct } from './served.js';

const ROUNDS = 3;
const ROUND_SECONDS = 5;
const REPEATED = 200;
const IMPORTED = 100_000;
const REQUESTS = 100_000;

const levels = ['junior', 'mid', 'senior', 'lead', 'principal'];

/** Gives the address of another profile's market worth every time, of the shape that the offers have. */
function profiles(seed) {
  const draw = seededRandom(seed);
  const skill = () => `Skill${Math.floor(800 * draw() ** 2)}`;
  return () => {
    const level = randomInt(draw, levels.length);
    const [role, place] = [randomInt(draw, 40), randomInt(draw, 30)];
    const pay = 40_000 + randomInt(draw, 200_000);
    return `/api/v1/market-worth?role=Role%20${role}&level=${levels[level]}&location=Place%20${place}&country=US&years=${3 * level + randomInt(draw, 3)}&skills=${skill()}&skills=${skill()}&pay=${pay}`;
  };
}

/** Gives the same few profiles again and again. */
function repeated() {
  const another = profiles(1);
  const paths = Array.from({ length: REPEATED }, another);
  let at = 0;
  return () => paths[at++ % REPEATED];
}

/** The text of an address, once the server can answer. */
async function answer(url) {
  for (;;) {
    const response = await fetch(url);
    if (response.status === 200) return response.text();
    if (response.status !== 503) throw new Error(`${url}: ${response.status}`);
    await sleep(1000);
  }
}

async function figure(url, name) {
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(await answer(`${url}/metrics`))[1]);
}

const median = (values) =>
  nearest(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Questions a second, in turns so that what else this machine does meets all alike. */
async function throughput(ours, bare, kinds) {
  const rates = new Map([['bare', []]]);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, next] of kinds) {
      const seconds = round === 0 ? 2 : ROUND_SECONDS;
      const reference = await ask(bare.url, next, { duration: seconds });
      const own = await ask(ours.url, next, { duration: seconds });
      if (round === 0) continue;
      rates.get('bare').push(reference.rate);
      rates.set(name, [...(rates.get(name) ?? []), { rate: own.rate, ratio: own.rate / reference.rate }]);
    }
  }
  print('bare Express route', `${median(rates.get('bare')).toFixed(0)} a second`);
  return new Map(
    kinds.map(([name]) => {
      const found = rates.get(name);
      const rate = median(found.map((one) => one.rate));
      print(
        `market worth of ${name}`,
        `${rate.toFixed(0)} a second   ${median(found.map(({ ratio }) => ratio)).toFixed(2)} of the bare route`,
      );
      return [name, rate];
    }),
  );
}

const waits = ({ p50, p99, most }) => `p50 ${millis(p50)}, p99 ${millis(p99)}, most ${millis(most)}`;

/** Response times at half the rate that was reached, alone and beside an import. */
async function besideAnImport(ours, folder, [name, next], rate, seed) {
  const half = { rate: rate / 2 };
  const alone = await ask(ours.url, next, { ...half, duration: 10 });
  print(`${name}, ${half.rate.toFixed(0)} a second`, waits(alone));
  const path = join(folder, `more-${seed}.csv`);
  await writeOffersCsv(path, IMPORTED, seed);
  const before = await figure(ours.url, 'market_worth_offers');
  const body = readFileSync(path);
  const headers = { 'content-type': 'text/csv' };
  const imported = fetch(`${ours.url}/api/v1/imports`, { method: 'POST', body, headers }).then((reply) =>
    reply.json(),
  );
  const beside = await ask(ours.url, next, { ...half, until: imported });
  const { accepted, seconds } = await imported;
  print(
    `    beside an import of ${accepted}, ${seconds} s`,
    `${waits(beside)}   ${(beside.p99 / alone.p99).toFixed(1)} times`,
  );
  const takenUp = (async () => {
    while ((await figure(ours.url, 'market_worth_offers')) === before) await sleep(1000);
  })();
  const began = performance.now();
  const following = await ask(ours.url, next, { ...half, until: takenUp });
  print(
    `    until they count, ${((performance.now() - began) / 1000).toFixed(0)} s`,
    `${waits(following)}   ${(following.p99 / alone.p99).toFixed(1)} times`,
  );
}

/** Memory before and after many requests, one of ten about a new profile. */
async function memory(ours) {
  const [known, another] = [repeated(), profiles(5)];
  let at = 0;
  const next = () => (at++ % 10 === 0 ? another() : known());
  const held = async () => (await figure(ours.url, 'market_worth_process_resident_memory_bytes')) / 1e6;
  // What is kept of answers is full by then.
  const figures = [];
  for (let part = 0; part <= 5; part++) {
    await ask(ours.url, next, { amount: part === 0 ? 60_000 : REQUESTS / 5 });
    figures.push((await held()).toFixed(0));
  }
  print(`memory over ${REQUESTS} requests, every 20,000`, `${figures.join(', ')} MB`);
}

/** Prints what a server over the store of a folder bears. */
export async function loadOn(folder) {
  const ours = await serveProduct(folder);
  const known = repeated();
  const constant = await answer(ours.url + known());
  const bare = await serveConstant(Buffer.byteLength(constant));
  const kinds = [
    ['repeated profiles', known],
    ['different profiles', profiles(3)],
  ];
  const rates = await throughput(ours, bare, kinds);
  await bare.stop();
  await memory(ours);
  for (const [i, kind] of kinds.entries())
    await besideAnImport(ours, folder, kind, rates.get(kind[0]), 11 + i);
  await ours.stop();
}

/** The same over `rows` offers that are imported into the folder. */
export async function load(folder, rows = 1_000_000) {
  console.log(
    `a server over ${rows} offers of the stated shape, ${REPEATED} profiles repeated or all different`,
  );
  await importOffers(folder, rows);
  await loadOn(folder);
}
