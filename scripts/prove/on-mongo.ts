import { mongoAtHand, startMongoServer, type MongoServer } from '../../tests/support/mongo-server.js';

/** Whether a claim holds, null where that could not be found out, and the line that says what was found. */
export interface Outcome {
  readonly holds: boolean | null;
  readonly line: string;
}

/** Proves a claim on a MongoDB server that is started for it; where there is none it says so. */
export async function onMongo(prove: (server: MongoServer) => Promise<Outcome>): Promise<Outcome> {
  const found = mongoAtHand();
  if ('missing' in found) return { holds: null, line: found.missing };
  const server = await startMongoServer();
  try {
    const { holds, line } = await prove(server);
    return { holds, line: `${line} (server: ${found.kind})` };
  } finally {
    await server.stop();
  }
}
