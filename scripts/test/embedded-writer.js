/**
 * A process of its own that imports made-up rows into an embedded store, for tests of what happens between processes.
 * It tells each step on stdout: opened, added, settled, committed.
 *
 * Usage: node scripts/test/embedded-writer.js FILE FROM TO
 */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbeddedStore } from '../../dist/storage/embedded/embedded-store.js';

const [file, from, to] = process.argv.slice(2);
const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const tell = (step) => writeSync(1, `${step}\n`);

const rows = [];
for (let i = Number(from); i < Number(to); i++) {
  const entry = { role: 'SRE', years: i % 40, notes: 'n'.repeat(i % 300) };
  rows.push({
    key: digest(`key ${i}`),
    content: digest(`content ${i}`),
    line: i + 2,
    entry,
    raw: ['SRE', String(i)],
  });
}

const store = await openEmbeddedStore(file);
const writer = await store.openBatch({
  file: 'made-up.csv',
  source: 'made-up',
  mapping: {},
  set: {},
  columns: ['role', 'number'],
  contributors: 'importer',
  importer: 'me',
  at: '2026-01-31T09:30:00.000Z',
});
tell('opened');
for (let i = 0; i < rows.length; i += 1000) await writer.add(rows.slice(i, i + 1000));
tell('added');
const { accepted, updated, duplicate } = await writer.settle();
tell('settled');
const counts = { rows: rows.length, accepted, updated, duplicate, quarantined: 0, rejected: 0 };
const batch = await writer.commit(counts, 'abc');
tell(`committed ${batch.id}`);
await store.close();
