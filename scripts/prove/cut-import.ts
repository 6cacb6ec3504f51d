import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importOffers } from '../../src/app/import-offers.js';
import { randomInt, seededRandom } from '../../src/core/random.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { dropDatabase, type MongoServer } from '../../tests/support/mongo-server.js';
import { TcpProxy, type ProxyMode } from '../../tests/support/tcp-proxy.js';
import { command, type Ended } from './command.js';
import { contextOf, memorySource } from './ingest-tools.js';

/** What cuts of the connection during an import showed. */
export interface CutImports {
  readonly cuts: number;
  /** Imports that went on after the cut and told the counts of an undisturbed one. */
  readonly wentOn: number;
  /** Imports that ended with code 4: those that left nothing, and those whose commit had come through. */
  readonly nothing: number;
  readonly whole: number;
  /** The longest time from a cut to the end of an import that gave up, in seconds. */
  readonly longestEnd: number;
  /** Cuts after which the store held a part, the counts were others, or the same import did not complete it. */
  readonly broken: readonly string[];
}

interface Held {
  readonly batches: number;
  /** A line an entry. */
  readonly entries: string;
}

/** What a store holds, straight from the server. */
async function held(url: string): Promise<Held> {
  const store = await openMongoStore(url);
  try {
    const entries: string[] = [];
    for await (const chunk of store.entries())
      entries.push(...chunk.map(({ key, entry }) => `${key} ${JSON.stringify(entry)}`));
    return { batches: (await store.batches()).length, entries: entries.join('\n') };
  } finally {
    await store.close();
  }
}

function offers(rows: number, from: number, draw: () => number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const pay = i % 50 === 49 ? 'no pay at all' : String(40_000 + randomInt(draw, 90_000));
    return `id-${from + i},Role ${randomInt(draw, 20)},${pay},EUR,year,Firm ${randomInt(draw, 300)}`;
  });
  return ['id,role,pay,currency,period,employer', ...lines, ''].join('\n');
}

const countsIn = (stdout: string): string => {
  const { accepted, updated, duplicate, quarantined, rejected } = JSON.parse(stdout) as Record<
    string,
    number
  >;
  return JSON.stringify({ accepted, updated, duplicate, quarantined, rejected });
};

interface Files {
  readonly first: string;
  readonly second: string;
}

/** Two files of which the second adds, updates and repeats rows of the first. */
function writeFiles(folder: string, rows: number, seed: number): Files {
  const draw = seededRandom(seed);
  const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')];
  const before = offers(rows >> 1, 0, draw);
  writeFileSync(first, before);
  const repeated = before.split('\n').slice(1, 1 + (rows >> 3));
  writeFileSync(second, offers(rows, rows >> 2, draw) + repeated.join('\n'));
  return { first, second };
}

/** What an undisturbed import tells and leaves, and how many bytes go to and fro for it. */
interface Undisturbed {
  readonly counts: string;
  readonly entries: string;
  readonly bytes: number;
}

type End = 'went on' | 'nothing' | 'whole' | 'broken';

/** A database that holds the first file, and a way to it on which connections get lost. */
class Trial {
  private constructor(
    private readonly files: Files,
    private readonly url: string,
    private readonly proxy: TcpProxy,
  ) {}

  static async prepare(server: MongoServer, files: Files): Promise<Trial> {
    const url = server.url();
    const store = await openMongoStore(url);
    const ingest = { map: {}, set: {}, source: 'offers' };
    const request = { ingest, contributors: 'importer', dryRun: false, strict: false } as const;
    await importOffers(memorySource(readFileSync(files.first)), request, contextOf(store));
    await store.close();
    const proxy = await TcpProxy.start({ host: new URL(url).hostname, port: server.port });
    return new Trial(files, url, proxy);
  }

  async undisturbed(): Promise<Undisturbed> {
    const { stdout } = await this.importSecond();
    const { entries } = await held(this.url);
    return { counts: countsIn(stdout), entries, bytes: this.proxy.bytes };
  }

  /** Loses the connection after so many bytes; it comes back at once (`pass`), or when the import has ended. */
  async lose(
    bytes: number,
    mode: ProxyMode,
    expected: Undisturbed,
  ): Promise<{ end: End; seconds: number; told: string }> {
    let lostAt = performance.now();
    void this.proxy.changeAfter(bytes, mode).then(() => (lostAt = performance.now()));
    const first = await this.importSecond();
    const seconds = (performance.now() - lostAt) / 1000;
    this.proxy.mode = 'pass';
    const then = await held(this.url);
    const again = await this.importSecond();
    const after = await held(this.url);
    const told = `${first.code}, ${then.batches} imports, then ${again.code} ${again.stdout.slice(0, 200)}`;
    const completed = again.code === 0 && after.entries === expected.entries;
    return { end: completed ? this.judge(first, then, again, expected) : 'broken', seconds, told };
  }

  async remove(): Promise<void> {
    await this.proxy.stop();
    await dropDatabase(this.url);
  }

  private judge(first: Ended, then: Held, again: Ended, expected: Undisturbed): End {
    if (then.batches === 1) {
      return first.code === 4 && countsIn(again.stdout) === expected.counts ? 'nothing' : 'broken';
    }
    if (then.entries !== expected.entries) return 'broken';
    if (first.code === 4) return 'whole';
    return first.code === 0 && countsIn(first.stdout) === expected.counts ? 'went on' : 'broken';
  }

  private importSecond(): Promise<Ended> {
    const store = this.proxy.through(this.url);
    return command(['import', this.files.second, '--source', 'offers', '--store', store, '--json']);
  }
}

async function undisturbed(server: MongoServer, files: Files): Promise<Undisturbed> {
  const trial = await Trial.prepare(server, files);
  const result = await trial.undisturbed();
  await trial.remove();
  return result;
}

/**
 * Loses the connection at `cuts` random moments of an import into MongoDB, after which the proxy is in one of the modes,
 * in turn, until the import has ended. After each the store must hold the whole batch or nothing of it, and the same
 * import again must leave what an undisturbed one leaves. So many trials go on at a time as there are modes.
 */
export async function cutImports(
  server: MongoServer,
  cuts: number,
  rows: number,
  modes: readonly ProxyMode[],
  seed: number,
): Promise<CutImports> {
  const draw = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'market-worth-cut-'));
  const ends: Record<End, number> = { 'went on': 0, nothing: 0, whole: 0, broken: 0 };
  const broken: string[] = [];
  let longestEnd = 0;
  try {
    const files = writeFiles(folder, rows, seed);
    const expected = await undisturbed(server, files);
    const tryOnce = async (mode: ProxyMode): Promise<void> => {
      const bytes = Math.floor(draw() * expected.bytes);
      const trial = await Trial.prepare(server, files);
      const { end, seconds, told } = await trial.lose(bytes, mode, expected);
      await trial.remove();
      ends[end]++;
      if (mode !== 'pass') longestEnd = Math.max(longestEnd, seconds);
      if (end === 'broken') broken.push(`after ${bytes} bytes, then ${JSON.stringify(mode)}: ${told}`);
    };
    for (let cut = 0; cut < cuts; cut += modes.length) {
      await Promise.all(modes.slice(0, cuts - cut).map(tryOnce));
    }
    return { cuts, wentOn: ends['went on'], nothing: ends.nothing, whole: ends.whole, longestEnd, broken };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
