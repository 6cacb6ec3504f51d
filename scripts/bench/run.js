/** Runs the benchmarks named, or all: npm run bench -- [import] [mongo] [ROWS] */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSpeed } from './import-speed.js';
import { mongoSpeed } from './mongo-speed.js';

const benchmarks = { import: importSpeed, mongo: mongoSpeed };

const words = process.argv.slice(2);
const rows = Number(words.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const names = words.filter((word) => word in benchmarks);
const folder = mkdtempSync(join(tmpdir(), 'market-worth-bench-'));
try {
  for (const name of names.length > 0 ? names : Object.keys(benchmarks)) await benchmarks[name](folder, rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
