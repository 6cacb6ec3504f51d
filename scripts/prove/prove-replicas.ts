import { dropDatabase, type MongoServer } from '../../tests/support/mongo-server.js';
import { command } from './command.js';
import type { Outcome } from './on-mongo.js';
import { answersOf, importShows, killUnderLoad, startReplicas } from './replicas.js';

const SHOWN_MS = 2000;
const IMPORTS = 5;
const LOAD_MS = 20_000;

/** Imports through one of three servers until all of them show it, several times; then one is killed under load. */
export async function proveReplicas(server: MongoServer): Promise<Outcome> {
  const url = server.url();
  await command(['import', 'fixtures/synthetic-interviews.csv', '--store', url]);
  const replicas = await startReplicas(url, 3);
  try {
    let slowest = 0;
    let alike = true;
    for (let i = 0; i < IMPORTS; i++) {
      const row = `${i},Backend Engineer,senior,${60_000 + i},EUR,year,gross`;
      const shown = await importShows(replicas, `id,role,level,pay,currency,period,tax\n${row}\n`);
      slowest = Math.max(slowest, ...shown);
      const answers = await Promise.all(replicas.map(answersOf));
      alike &&= answers.every((other) => other === answers[0]);
    }
    const { answers, wrong, after } = await killUnderLoad(replicas, 1, LOAD_MS);
    replicas.splice(1, 1);
    const line = `${IMPORTS} imports through one of three servers showed in all within ${(slowest / 1000).toFixed(2)} s, answers and ETags ${alike ? 'alike' : 'NOT ALIKE'} byte for byte; one killed under load: ${wrong} of ${answers} answers wrong, ${after} after the kill`;
    return { holds: alike && slowest <= SHOWN_MS && wrong === 0 && after > 0, line };
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await dropDatabase(url);
  }
}
