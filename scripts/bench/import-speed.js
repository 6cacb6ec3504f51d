/**
 * How long a whole import takes, durable and queryable, against what csv-parse alone needs to read the same file into
 * objects in the same run, and against DuckDB's read_csv and insert.
 * Run: npm run bench -- import [ROWS]
 */
import { spawn } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeOffersCsv } from './offers-csv.js';
import { peakMemory } from './peak-memory.js';

async function seconds(work) {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

async function readWithCsvParse(path) {
  let rows = 0;
  for await (const row of createReadStream(path).pipe(parse({ columns: true }))) rows += row ? 1 : 0;
  return rows;
}

function importWithProduct(path, store) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      'dist/main.js',
      'import',
      path,
      '--store',
      `file:${store}`,
      '--json',
    ]);
    let [peak, out] = [0, ''];
    const watch = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 50);
    child.stdout.on('data', (text) => (out += text));
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ peak, report: JSON.parse(out) });
      else reject(new Error(`import ended with ${code}: ${out}`));
    });
  });
}

async function importWithDuckDb(path, store) {
  const connection = await (await DuckDBInstance.create(store)).connect();
  await connection.run(`create table offers as select * from read_csv('${path}')`);
  await connection.run('checkpoint');
  connection.closeSync();
}

/** Prints the ratios for a file of `rows` offers written in `folder`. */
export async function importSpeed(folder, rows = 1_000_000) {
  const path = join(folder, 'offers.csv');
  await writeOffersCsv(path, rows);
  const megabytes = statSync(path).size / 1e6;
  const alone = await seconds(() => readWithCsvParse(path));
  const whole = await seconds(() => importWithProduct(path, join(folder, 'store.db')));
  const again = await seconds(() => readWithCsvParse(path));
  const duck = await seconds(() => importWithDuckDb(path, join(folder, 'duck.db')));
  const { peak, report } = whole.result;
  const reference = (alone.seconds + again.seconds) / 2;
  console.log(`import of ${rows} rows, ${megabytes.toFixed(0)} MB, accepted ${report.accepted}`);
  console.log(
    `  csv-parse alone into objects   ${reference.toFixed(2)} s (before ${alone.seconds.toFixed(2)}, after ${again.seconds.toFixed(2)})`,
  );
  console.log(
    `  whole import, a process        ${whole.seconds.toFixed(2)} s   ratio ${(whole.seconds / reference).toFixed(2)}   peak memory ${peak.toFixed(0)} MB`,
  );
  console.log(
    `  DuckDB read_csv and insert     ${duck.seconds.toFixed(2)} s   ratio ${(duck.seconds / reference).toFixed(2)}   (no judgement, no identity, no undo)`,
  );
}
