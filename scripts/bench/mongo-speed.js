/**
 * How fast an import into MongoDB is against a bare insertMany of the same documents in the same run, and how fast the
 * columns are loaded against a bare cursor over them; with the most memory of either process. The server is the one at
 * hand, as for the tests.
 * Run: npm run bench -- mongo [ROWS]
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startMongoServer } from '../../build/tests/support/mongo-server.js';
import { writeOffersCsv } from './offers-csv.js';
import { peakMemory } from './peak-memory.js';

const DOCUMENTS_A_WRITE = 2000;
/** Of the test server on Java, which holds all documents in memory. */
const HEAP_GB = 10;
/** After so many bare inserts their collection is emptied, so that the server need not hold everything twice. */
const DOCUMENTS_HELD = 200_000;

/** Runs a script to its end: the seconds that took, what it printed, and its peak memory. */
function runChild(script, words) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = fork(script, words, {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let [peak, out] = [0, ''];
    const watch = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 50);
    child.stdout.on('data', (text) => (out += text));
    child.on('close', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ seconds, peak, printed: JSON.parse(out) });
      else reject(new Error(`${script} ended with ${code}: ${out}`));
    });
  });
}

/** Seconds to read all documents with a bare cursor and to insert them again elsewhere, and how large they are. */
async function bare(url) {
  const client = await new mongoose.mongo.MongoClient(url).connect();
  const rows = client.db().collection('rows');
  const copy = client.db().collection('bare');
  let [readMs, insertMs, held, bytes] = [0, 0, 0, 0];
  const cursor = rows.find({}, { batchSize: DOCUMENTS_A_WRITE });
  for (;;) {
    const began = performance.now();
    const documents = (await cursor.hasNext()) ? cursor.readBufferedDocuments() : [];
    const read = performance.now();
    readMs += read - began;
    if (documents.length === 0) break;
    await copy.insertMany(documents, { ordered: false });
    insertMs += performance.now() - read;
    held += documents.length;
    for (const document of documents) bytes += mongoose.mongo.BSON.calculateObjectSize(document);
    if (held < DOCUMENTS_HELD) continue;
    await copy.drop();
    held = 0;
  }
  await client.close();
  return { read: readMs / 1000, insert: insertMs / 1000, bytes };
}

/** Prints the ratios for a file of `rows` offers written in `folder`. */
export async function mongoSpeed(folder, rows) {
  const path = join(folder, 'offers.csv');
  await writeOffersCsv(path, rows);
  const server = await startMongoServer(HEAP_GB);
  const url = server.url();
  const imported = await runChild('dist/main.js', ['import', path, '--store', url, '--json']);
  const reference = await bare(url);
  const loaded = await runChild('scripts/bench/mongo-load.js', [url]);
  await server.stop();
  const { accepted } = imported.printed;
  const line = (name, seconds, more) => {
    console.log(`  ${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s   ${more}`);
  };
  console.log(`${rows} offers in MongoDB, accepted ${accepted}`);
  line('bare insertMany', reference.insert, `${Math.round(rows / reference.insert)} a second`);
  line(
    'whole import, a process',
    imported.seconds,
    `rate ${(reference.insert / imported.seconds).toFixed(2)} of it   peak memory ${imported.peak.toFixed(0)} MB`,
  );
  line('bare cursor', reference.read, `${Math.round(rows / reference.read)} a second`);
  const { load, columns } = loaded.printed;
  line(
    'columns loaded',
    load,
    `rate ${(reference.read / load).toFixed(2)} of it   peak memory ${loaded.peak.toFixed(0)} MB, ${columns.toFixed(0)} MB stay`,
  );
  console.log(`  a document has ${(reference.bytes / rows).toFixed(0)} bytes`);
}
