/**
 * How long a comparison of one profile with its peers takes over a store of the stated shape, through the use case that
 * the command line and the API share; beside it what market worth of the same profiles takes in the same run.
 * Run: npm run bench -- skills [ROWS]
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { askComparison } from '../../dist/app/compare-skills.js';
import { askWorth } from '../../dist/app/estimate-worth.js';
import { createMarketSource } from '../../dist/app/market-source.js';
import { askDemand } from '../../dist/app/show-demand.js';
import { randomInt, seededRandom } from '../../dist/core/random.js';
import { loadAliases, loadPolicy, loadRates, loadVocabulary } from '../../dist/shipped.js';
import { openEmbeddedStore } from '../../dist/storage/embedded/embedded-store.js';
import { writeOffersCsv } from './offers-csv.js';

const QUESTIONS = 1000;
const levels = ['junior', 'mid', 'senior', 'lead', 'principal'];

function anyProfile(draw) {
  const skills = Array.from({ length: 4 }, () => `Skill${Math.floor(800 * draw() ** 2)}`);
  const level = levels[randomInt(draw, levels.length)];
  return { role: `Role ${randomInt(draw, 40)}`, level, skills, country: 'US' };
}

/** Milliseconds that each question takes, and the answer's own part of it. */
async function times(profiles, ask) {
  const all = [];
  for (const profile of profiles) {
    const began = performance.now();
    JSON.stringify((await ask(profile)).work());
    all.push(performance.now() - began);
  }
  return all.sort((a, b) => a - b);
}

function line(name, sorted) {
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  console.log(`  ${name.padEnd(30)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   most ${at(1)} ms`);
}

/** Prints the times over a store of `rows` offers made in `folder`. */
export async function skillsSpeed(folder, rows = 1_000_000) {
  const [csv, path] = [join(folder, 'skills.csv'), join(folder, 'skills.db')];
  await writeOffersCsv(csv, rows);
  execFileSync(process.execPath, ['dist/main.js', 'import', csv, '--public', '--store', `file:${path}`]);
  const context = {
    store: await openEmbeddedStore(path),
    vocabulary: loadVocabulary(),
    aliases: loadAliases(),
    policy: loadPolicy(),
    rates: loadRates(),
    person: 'owner',
    now: () => Date.now(),
  };
  const draw = seededRandom(17);
  const profiles = Array.from({ length: QUESTIONS }, () => anyProfile(draw));
  const market = createMarketSource(context);
  const began = performance.now();
  (await askWorth(profiles[0], context, market)).work();
  const fitted = performance.now();
  (await askComparison(profiles[0], context, market)).work();
  const learnt = performance.now();
  console.log(`${QUESTIONS} profiles over ${rows} offers, 40 roles, 800 skills of which 4 an offer`);
  const [fit, premiums] = [(fitted - began) / 1000, (learnt - fitted) / 1000];
  console.log(
    `  once: reading and fitting ${fit.toFixed(1)} s, premiums of all roles ${premiums.toFixed(1)} s`,
  );
  line('comparison with peers', await times(profiles, (profile) => askComparison(profile, context, market)));
  line('demand', await times(profiles, (profile) => askDemand({ role: profile.role }, context, market)));
  line('market worth', await times(profiles, (profile) => askWorth(profile, context, market)));
  await context.store.close();
}
