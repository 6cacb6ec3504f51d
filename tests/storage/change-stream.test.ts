import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChangeStream, type StreamTimes } from '../../src/storage/mongo/change-stream.js';
import { Connection } from '../../src/storage/mongo/connection.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import {
  dropDatabase,
  hasChangeStreams,
  javaServerMissing,
  startJavaServer,
} from '../support/mongo-server.js';
import { until } from '../support/server-process.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { candidates, importBatch } from './made-up.js';

const times: StreamTimes = { awaitMs: 300, graceMs: 700, firstPauseMs: 20, longestPauseMs: 200 };

/** Listens to the changes of a store, and counts what it is told. */
class Listener {
  count = 0;
  private readonly stream: ChangeStream;

  constructor(connection: Connection) {
    this.stream = new ChangeStream(connection, () => this.count++, times);
  }

  async toldSince(before: number): Promise<void> {
    await until(
      () => Promise.resolve(this.count),
      (now) => now > before,
    );
  }

  stop(): void {
    this.stream.stop();
  }
}

async function importOne(url: string, id: number): Promise<void> {
  const store = await openMongoStore(url);
  await importBatch(store, candidates(id, id + 1));
  await store.close();
}

function testBrokenStreams(server: () => { url(): string; readonly port: number }): void {
  let url: string;
  let proxy: TcpProxy;
  let connection: Connection;
  let listener: Listener;

  beforeEach(async () => {
    url = server().url();
    await importOne(url, 0);
    proxy = await TcpProxy.start({ host: new URL(url).hostname, port: server().port });
    connection = await Connection.open(proxy.through(url), { answerMs: 2000, closeMs: 500 });
    listener = new Listener(connection);
    await listener.toldSince(0);
  });

  afterEach(async () => {
    listener.stop();
    await connection.close();
    await proxy.stop();
    await dropDatabase(url);
  });

  async function expectTold(id: number): Promise<void> {
    const before = listener.count;
    await importOne(url, id);
    await listener.toldSince(before);
  }

  test('goes on after its connection was cut, and tells of what happened meanwhile', async () => {
    await expectTold(1);
    const before = listener.count;
    proxy.mode = 'away';
    proxy.cut();
    await importOne(url, 2);
    proxy.mode = 'pass';
    await listener.toldSince(before);
    await expectTold(3);
  });

  test('is given up where the server falls silent, and begins again when it speaks', async () => {
    proxy.mode = 'stall';
    await expect(connection.attempt(() => connection.raw.rows.countDocuments())).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
    });
    const before = listener.count;
    await importOne(url, 1);
    proxy.mode = 'pass';
    await connection.attempt(() => connection.raw.rows.countDocuments());
    await listener.toldSince(before);
    await expectTold(2);
  });

  test('begins again after the server has ended it', async () => {
    const before = listener.count;
    await dropDatabase(url);
    await listener.toldSince(before);
    await expectTold(1);
  });
}

describeOnMongo('a change stream', (server) => {
  if (hasChangeStreams()) testBrokenStreams(server);
  else test.skip('that breaks: the server that MONGODB_URI names has none', () => undefined);
});

const missing = javaServerMissing();
if (missing !== undefined) test.skip(`a server that refuses change streams: ${missing}`, () => undefined);
else
  describe('a server that refuses change streams, as a standalone one does', () => {
    test('tells nothing and fails nothing; once it has them, it tells', async () => {
      const refusing = await startJavaServer({ changeStreams: 'refused' });
      const url = refusing.url();
      const connection = await Connection.open(url);
      const refusal = connection.raw.batches.watch().tryNext();
      await expect(refusal).rejects.toMatchObject({ code: 40573 });
      const listener = new Listener(connection);
      const store = await openMongoStore(url);
      const stop = store.onChange!(() => listener.count++);
      await importBatch(store, candidates(0, 3));
      expect(await store.sequence()).toBe(1);
      expect(listener.count).toBe(0);
      stop();
      await store.close();
      await refusing.stop();
      const streaming = await startJavaServer({ port: refusing.port });
      // Someone has to notice that it is back.
      await until(
        () => connection.attempt(() => connection.raw.rows.countDocuments()).catch(() => -1),
        (count) => count === 0,
      );
      await listener.toldSince(0);
      listener.stop();
      await connection.close();
      await streaming.stop();
    });
  });
