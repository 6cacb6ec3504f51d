/** Runs the benchmarks named, or those of a fixed size: npm run bench -- [import] [mongo] [engine] [skills] [growth] [load] [ROWS] */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineSpeed } from './engine-speed.js';
import { growth } from './growth.js';
import { importSpeed } from './import-speed.js';
import { load } from './load.js';
import { mongoSpeed } from './mongo-speed.js';
import { skillsSpeed } from './skills-speed.js';

const benchmarks = {
  import: importSpeed,
  mongo: mongoSpeed,
  engine: engineSpeed,
  skills: skillsSpeed,
  growth,
  load,
};

const words = process.argv.slice(2);
const stated = words.find((word) => /^\d+$/.test(word));
const rows = stated === undefined ? undefined : Number(stated);
const named = words.filter((word) => word in benchmarks);
const parent = mkdtempSync(join(tmpdir(), 'market-worth-bench-'));
try {
  for (const name of named.length > 0 ? named : ['import', 'engine']) {
    const folder = mkdtempSync(join(parent, `${name}-`));
    await benchmarks[name](folder, rows);
  }
} finally {
  rmSync(parent, { recursive: true, force: true });
}
