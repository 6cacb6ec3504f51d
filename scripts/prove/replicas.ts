import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, until, type ServerProcess } from '../../tests/support/server-process.js';

/** Questions whose answers are compared between processes. */
const questions = ['Backend Engineer', 'Data Engineer', 'Nurse'].flatMap((role) =>
  ['', '&country=DE', '&level=senior&years=6', '&skill=Kafka&pay=80000'].map(
    (more) => `/api/v1/market-worth?role=${encodeURIComponent(role)}${more}`,
  ),
);

interface Told {
  readonly etag: string | null;
  readonly body: string;
}

async function ask(server: ServerProcess, question: string): Promise<Told> {
  const response = await server.get(question);
  return { etag: response.headers.get('etag'), body: await response.text() };
}

/** All answers of a server, with their names. */
export async function answersOf(server: ServerProcess): Promise<string> {
  const answers: Told[] = [];
  for (const question of questions) answers.push(await ask(server, question));
  return JSON.stringify(answers);
}

/** Servers of one store, each a process with a cache of its own. */
export async function startReplicas(store: string, count: number): Promise<ServerProcess[]> {
  const replicas = await Promise.all(Array.from({ length: count }, () => startServer(store)));
  for (const replica of replicas) {
    await until(
      async () => (await replica.get('/readyz')).status,
      (status) => status === 200,
    );
  }
  return replicas;
}

/** For each server how many milliseconds after an import through the first one its answer is another. */
export async function importShows(
  replicas: readonly ServerProcess[],
  csv: string,
): Promise<readonly number[]> {
  const [question] = questions as [string];
  const before = (await ask(replicas[0]!, question)).etag;
  const report = await replicas[0]!.post('/api/v1/imports?source=new', csv);
  if (report.status !== 201) throw new Error(await report.text());
  const began = performance.now();
  return Promise.all(
    replicas.map(async (replica) => {
      await until(
        async () => (await ask(replica, question)).etag,
        (etag) => etag !== before,
      );
      return performance.now() - began;
    }),
  );
}

/** What a client saw that asks one server after the other, and the next one where one does not answer. */
export interface Load {
  readonly answers: number;
  readonly wrong: number;
  /** Answers that came after the kill. */
  readonly after: number;
}

/** Asks for a while; in the middle of it one of the servers is killed. */
export async function killUnderLoad(
  replicas: readonly ServerProcess[],
  victim: number,
  forMs: number,
): Promise<Load> {
  const expected = new Map<string, string>();
  for (const question of questions) expected.set(question, JSON.stringify(await ask(replicas[0]!, question)));
  const load = { answers: 0, wrong: 0, after: 0 };
  const end = performance.now() + forMs;
  let [turn, killed] = [0, false];
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const question = questions[turn % questions.length]!;
      const told = await ask(replicas[turn++ % replicas.length]!, question).catch(() => undefined);
      if (!told) continue;
      load.answers++;
      if (killed) load.after++;
      if (JSON.stringify(told) !== expected.get(question)) load.wrong++;
    }
  };
  const kill = async (): Promise<void> => {
    await sleep(forMs / 2);
    killed = true;
    await replicas[victim]!.stop('SIGKILL');
  };
  await Promise.all([kill(), ...Array.from({ length: 6 }, client)]);
  return load;
}
