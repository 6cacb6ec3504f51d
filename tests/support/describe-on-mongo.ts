import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { mongoAtHand, startMongoServer, type MongoServer } from './mongo-server.js';

/**
 * Tests that need a MongoDB server: it is started before them and stopped after them. Where there is none they are
 * skipped by a name that says why.
 */
export function describeOnMongo(name: string, define: (server: () => MongoServer) => void): void {
  const found = mongoAtHand();
  if ('missing' in found) {
    test.skip(`${name}: ${found.missing}`, () => undefined);
    return;
  }
  const kind = found.kind === 'mongo-java-server' ? `${found.kind}, change streams emulated` : found.kind;
  describe(`${name} (server: ${kind})`, () => {
    let server: MongoServer;
    beforeAll(async () => {
      server = await startMongoServer();
    });
    define(() => server);
    // Hooks run in this order: what the tests clear away needs the server.
    afterAll(async () => {
      await server.stop();
    });
  });
}
