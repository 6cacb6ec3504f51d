/**
 * Writes a CSV of offers of the stated shape: 40 roles, 5 levels, 30 places, 5,000 employers, 800 skills of which 4 an
 * offer. The same rows for the same count on every machine.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { seededRandom, randomInt, randomNormal } from '../../dist/core/random.js';

const levels = ['junior', 'mid', 'senior', 'lead', 'principal'];
const header = 'date,employer,role,level,years,skills,location,country,pay,currency,period,tax\n';

/** One offer's line; `draw` is the seeded generator. */
function line(draw) {
  const role = randomInt(draw, 40);
  const level = randomInt(draw, 5);
  const place = randomInt(draw, 30);
  const employer = Math.floor(5000 * draw() ** 2);
  const skills = new Set();
  while (skills.size < 4) skills.add(Math.floor(800 * draw() ** 2));
  const log =
    11 + 0.02 * role + 0.22 * level + 0.015 * place + 0.08 * Math.sin(employer) + 0.15 * randomNormal(draw);
  const month = String(1 + randomInt(draw, 12)).padStart(2, '0');
  const date = `202${4 + randomInt(draw, 2)}-${month}-${String(1 + randomInt(draw, 28)).padStart(2, '0')}`;
  const list = [...skills].map((skill) => `Skill${skill}`).join(';');
  return `${date},Employer ${employer},Role ${role},${levels[level]},${level * 3 + randomInt(draw, 3)},${list},Place ${place},US,${Math.round(Math.exp(log))},USD,year,gross\n`;
}

/** Writes `rows` offers to `path`; another `seed` gives others. */
export async function writeOffersCsv(path, rows, seed = 1_000_003) {
  const draw = seededRandom(seed);
  const out = createWriteStream(path);
  out.write(header);
  for (let done = 0; done < rows; done += 5000) {
    let block = '';
    for (let index = done; index < Math.min(rows, done + 5000); index++) block += line(draw);
    if (!out.write(block)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
