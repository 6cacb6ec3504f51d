import { dropDatabase, type MongoServer } from '../../tests/support/mongo-server.js';
import { TcpProxy } from '../../tests/support/tcp-proxy.js';
import { command } from './command.js';
import type { Outcome } from './on-mongo.js';

const DELAY_MS = 5000;

/** Imports the example through a proxy that makes every answer of the server late. */
export async function importLate(server: MongoServer): Promise<Outcome> {
  const url = server.url();
  const proxy = await TcpProxy.start({ host: new URL(url).hostname, port: server.port });
  const words = ['import', 'fixtures/synthetic-interviews.csv', '--json', '--store'];
  proxy.mode = { delayMs: DELAY_MS };
  const began = performance.now();
  const late = await command([...words, proxy.through(url)]);
  const seconds = (performance.now() - began) / 1000;
  await proxy.stop();
  await dropDatabase(url);
  const straight = await command([...words, server.url()]);
  const accepted = ({ stdout }: { stdout: string }): number =>
    (JSON.parse(stdout) as { accepted: number }).accepted;
  const holds = late.code === 0 && accepted(late) === accepted(straight);
  const line = `an import from a server that answers after ${DELAY_MS / 1000} s ended with code ${late.code} after ${seconds.toFixed(0)} s`;
  return { holds, line: `${line}, with the ${accepted(late)} offers of a straight one` };
}
