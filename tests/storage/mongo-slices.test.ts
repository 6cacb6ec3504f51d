import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Connection } from '../../src/storage/mongo/connection.js';
import type { RowDocument } from '../../src/storage/mongo/models.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { inOrder } from '../../src/storage/mongo/slices.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase } from '../support/mongo-server.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { candidates, importBatch } from './made-up.js';

const ROWS = 2500;

type Row = Pick<RowDocument, '_id' | 'key'>;

/** The chunks that are read with so much memory for rows, through another connection that may be cut. */
async function chunksOf(
  url: string,
  token: string | null,
  bytesHeld: number,
  cutAfter = 0,
): Promise<Row[][]> {
  const { hostname, port } = new URL(url);
  const proxy = await TcpProxy.start({ host: hostname, port: Number(port) });
  const connection = await Connection.open(proxy.through(url));
  if (cutAfter > 0) void proxy.changeAfter(cutAfter, 'pass');
  const chunks: Row[][] = [];
  for await (const rows of inOrder<Row>(connection, token, ROWS, { line: 1 }, bytesHeld)) chunks.push(rows);
  await connection.close();
  await proxy.stop();
  return chunks;
}

describeOnMongo('rows of a MongoDB store', (server) => {
  let url: string;

  beforeAll(async () => {
    url = server().url();
    const store = await openMongoStore(url);
    await importBatch(store, candidates(0, ROWS));
    await importBatch(store, candidates(0, ROWS, { role: 'SRE', years: 1 }));
    await store.close();
  });

  afterAll(() => dropDatabase(url));

  test('come in key order, each once, however little of them is held at a time', async () => {
    const whole = await chunksOf(url, null, Infinity);
    const keys = whole.flat().map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(whole.flat().map(({ _id }) => _id)).size).toBe(2 * ROWS);
    const idsOf = (chunks: Row[][]): string[] =>
      chunks
        .flat()
        .map(({ _id }) => _id)
        .sort();
    for (const bytes of [60_000, 20_000]) {
      const sliced = await chunksOf(url, null, bytes);
      expect(sliced.flat().map(({ key }) => key)).toEqual(keys);
      expect(idsOf(sliced)).toEqual(idsOf(whole));
    }
    const token = whole[0]![0]!._id.slice(0, 16);
    const ofBatch = await chunksOf(url, token, 60_000);
    expect(ofBatch.flat().map(({ _id }) => _id)).toEqual([...new Set(keys)].map((key) => token + key));
    expect(ofBatch).toEqual(await chunksOf(url, token, 60_000));
  });

  test('of one key are never in two chunks', async () => {
    const chunks = await chunksOf(url, null, 60_000);
    const chunkOf = new Map<string, number>();
    chunks.forEach((rows, i) => {
      for (const { key } of rows) {
        expect(chunkOf.get(key) ?? i).toBe(i);
        chunkOf.set(key, i);
      }
    });
    expect(chunkOf.size).toBe(ROWS);
  });

  test('come each once where the connection is lost on the way', async () => {
    const undisturbed = await chunksOf(url, null, Infinity);
    for (const bytes of [20_000, 150_000, 300_000])
      expect(await chunksOf(url, null, Infinity, bytes)).toEqual(undisturbed);
  });
});
