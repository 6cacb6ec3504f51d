import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';

/** A MongoDB server for tests. */
export interface MongoServer {
  readonly port: number;
  /** The URL of a database that no other test uses. */
  url(): string;
  stop(): Promise<void>;
}

const JARS = 'node_modules/.cache/mongo-test-server';
const LAUNCHER = 'tests/support/mongo-server/TestServer.java';
const START_LIMIT_MS = 30_000;

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

type Kind = 'MONGODB_URI' | 'mongod' | 'mongo-java-server';

/** Why the server on Java cannot be started; undefined where it can. */
export function javaServerMissing(): string | undefined {
  if (!isInstalled('java')) return 'no Java';
  return existsSync(JARS) ? undefined : 'fetch-test-server.sh has not run';
}

/** The server at hand, or why there is none. */
export function mongoAtHand(): { kind: Kind } | { missing: string } {
  if (process.env['MONGODB_URI']) return { kind: 'MONGODB_URI' };
  if (isInstalled('mongod')) return { kind: 'mongod' };
  const missing = javaServerMissing();
  return missing === undefined
    ? { kind: 'mongo-java-server' }
    : { missing: `no MONGODB_URI, no mongod, ${missing}` };
}

/** Whether the server at hand streams changes; one that MONGODB_URI names does where the URL names its replica set. */
export function hasChangeStreams(): boolean {
  const uri = process.env['MONGODB_URI'];
  return uri === undefined || uri.includes('replicaSet=') || uri.startsWith('mongodb+srv:');
}

const databases = (base: string): string => {
  const url = new URL(base);
  url.pathname = `/test-${randomBytes(6).toString('hex')}`;
  return url.toString();
};

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
}

export interface JavaServerOptions {
  /** Where its data outlive it. */
  readonly file?: string;
  /** Where it listens, to come back where it was. */
  readonly port?: number;
  readonly heapGb?: number;
  /** Change streams are emulated by its launcher, or refused as by a standalone server. */
  readonly changeStreams?: 'emulated' | 'refused';
}

/** The wire-compatible server on Java. */
export async function startJavaServer(options: JavaServerOptions = {}): Promise<MongoServer> {
  const { file, port: wanted = 0, heapGb = 3, changeStreams = 'emulated' } = options;
  const java = ['-XX:TieredStopAtLevel=1', `-Xmx${heapGb}g`, '-cp', `${JARS}/*`];
  const words = [...java, LAUNCHER, String(wanted), changeStreams];
  const child = spawn('java', file === undefined ? words : [...words, file], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`the test server ended with ${String(code)}`));
    });
    child.stdout.setEncoding('utf8').once('data', (text: string) => {
      resolve(Number(text));
    });
  });
  return {
    port,
    url: () => databases(`mongodb://127.0.0.1:${port}`),
    stop: async () => {
      child.stdin.end();
      await ended(child);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks again until the server does it, or the limit is over. */
async function command(url: string, words: Record<string, unknown>): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  for (;;) {
    const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: 1000 });
    try {
      await client.db('admin').command(words);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(200);
    } finally {
      await client.close();
    }
  }
}

async function startMongod(): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mongod-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const words = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'test'];
  const child = spawn('mongod', words, { stdio: 'ignore' });
  await command(`mongodb://${host}/?directConnection=true`, {
    replSetInitiate: { _id: 'test', members: [{ _id: 0, host }] },
  });
  await command(`mongodb://${host}/?replicaSet=test`, { ping: 1 });
  return {
    port,
    url: () => databases(`mongodb://${host}/?replicaSet=test`),
    stop: async () => {
      child.kill();
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the server at hand, on Java with so much memory; the one that MONGODB_URI names runs already and goes on. */
export async function startMongoServer(heapGb?: number): Promise<MongoServer> {
  const found = mongoAtHand();
  if ('missing' in found) throw new Error(found.missing);
  if (found.kind === 'mongod') return startMongod();
  if (found.kind === 'mongo-java-server') return startJavaServer(heapGb === undefined ? {} : { heapGb });
  const uri = process.env['MONGODB_URI']!;
  return {
    port: Number(new URL(uri).port) || 27_017,
    url: () => databases(uri),
    stop: () => Promise.resolve(),
  };
}

/** Drops the database of a URL. */
export async function dropDatabase(url: string): Promise<void> {
  const client = new mongoose.mongo.MongoClient(url);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
