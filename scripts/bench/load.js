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
const HALF_SECONDS = 10;
const IMPORTED = 100_000;
/** How long the server is watched at most while it takes up what was imported. */
const FOLLOWED_MS = 60_000;
const REQUESTS = 100_000;
/** More answers than the server keeps. */
const ANSWERS_KEPT = 6000;
/** Garbage is left lying until there is much of it: before so many requests memory grows without anything being held. */
const WARM = 80_000;

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

/** Response times at half the rate that was reached. */
async function atHalf(ours, [name, next], rate) {
  const half = { rate: rate / 2 };
  const alone = await ask(ours.url, next, { ...half, duration: HALF_SECONDS });
  print(`${name}, ${half.rate.toFixed(0)} a second`, waits(alone));
  return alone;
}

/** The same beside an import, and then until its offers count or for a while. */
async function besideAnImport(ours, folder, next, rate, alone) {
  const path = join(folder, 'more.csv');
  await writeOffersCsv(path, IMPORTED, 11);
  const before = await figure(ours.url, 'market_worth_offers');
  const asked = { method: 'POST', body: readFileSync(path), headers: { 'content-type': 'text/csv' } };
  const imported = fetch(`${ours.url}/api/v1/imports`, asked).then((reply) => reply.json());
  const line = (name, found) => {
    print(`    ${name}`, `${waits(found)}   ${(found.p99 / alone.p99).toFixed(1)} times`);
  };
  const beside = await ask(ours.url, next, { rate: rate / 2, until: imported });
  const { accepted, seconds } = await imported;
  line(`beside an import of ${accepted}, ${seconds.toFixed(1)} s`, beside);
  const end = performance.now() + FOLLOWED_MS;
  const takenUp = (async () => {
    while (performance.now() < end && (await figure(ours.url, 'market_worth_offers')) === before)
      await sleep(1000);
  })();
  line('while they are read and fitted', await ask(ours.url, next, { rate: rate / 2, until: takenUp }));
}

/** Memory before and after many requests, one of twenty about a new profile; what is kept is full before. */
async function memory(ours) {
  const [known, another] = [repeated(), profiles(5)];
  let at = 0;
  const next = () => (at++ % 20 === 0 ? another() : known());
  const held = async () => (await figure(ours.url, 'market_worth_process_resident_memory_bytes')) / 1e6;
  await ask(ours.url, another, { amount: ANSWERS_KEPT });
  await ask(ours.url, next, { amount: WARM });
  const figures = [await held()];
  for (let part = 0; part < 5; part++) {
    await ask(ours.url, next, { amount: REQUESTS / 5 });
    figures.push(await held());
  }
  const shown = figures.map((bytes) => bytes.toFixed(0)).join(', ');
  print(`memory over ${REQUESTS} requests, every ${REQUESTS / 5}`, `${shown} MB`);
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
  const alone = [];
  for (const kind of kinds) alone.push(await atHalf(ours, kind, rates.get(kind[0])));
  await memory(ours);
  await besideAnImport(ours, folder, known, rates.get(kinds[0][0]), alone[0]);
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
