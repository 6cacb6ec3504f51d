import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSnapshotFile, snapshotFile } from './snapshot-file.js';

/** How many snapshots a folder keeps, and of how many bytes together: the newest, and always the last saved. */
export interface SnapshotLimits {
  readonly files: number;
  readonly bytes: number;
}

const LIMITS: SnapshotLimits = { files: 5, bytes: 2 ** 30 };
/** A call reads less than 2 GiB. */
const MOST_AT_ONCE = 2 ** 30;
/** What a process that died left half written is of no use to anybody by then. */
const STALE_MS = 3_600_000;

const nameOf = (key: string): string =>
  `market-${createHash('sha256').update(key).digest('hex').slice(0, 32)}.snapshot`;

/** A file's bytes, in memory that threads can share. */
async function readShared(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.from(new SharedArrayBuffer(size));
    let read = 0;
    while (read < size) {
      const { bytesRead } = await file.read(bytes, read, Math.min(size - read, MOST_AT_ONCE), read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  } finally {
    await file.close();
  }
}

async function writePrivately(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for (const part of parts) await file.writeFile(part);
  } finally {
    await file.close();
  }
}

/**
 * Snapshots of derived state in a folder of this user's, each under a key that names all it is derived from. What is
 * missing, damaged or another's is absent; a folder that cannot be written keeps nothing. Neither method fails.
 */
export class LocalSnapshots<Snapshot> {
  constructor(
    private readonly folder: string,
    private readonly limits = LIMITS,
  ) {}

  /** The snapshot saved under the key, or undefined. */
  async load(key: string): Promise<Snapshot | undefined> {
    try {
      const file = await readShared(join(this.folder, nameOf(key)));
      return readSnapshotFile(key, file) as Snapshot | undefined;
    } catch {
      return undefined;
    }
  }

  /** Puts a snapshot in place as a whole or not at all, and lets go of the oldest beyond the limits. */
  async save(key: string, snapshot: Snapshot): Promise<void> {
    const unfinished = join(this.folder, `${randomUUID()}.unfinished`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writePrivately(unfinished, await snapshotFile(key, snapshot));
      await rename(unfinished, join(this.folder, nameOf(key)));
      await this.#tidy(nameOf(key));
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  async #tidy(saved: string): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => /\.(snapshot|unfinished)$/.test(name));
    const files = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(join(this.folder, name));
        return { name, size, at: name === saved ? Infinity : mtimeMs };
      }),
    );
    const stale = files.filter(({ name, at }) => name.endsWith('.unfinished') && at < Date.now() - STALE_MS);
    const whole = files.filter(({ name }) => name.endsWith('.snapshot')).sort((a, b) => b.at - a.at);
    let bytes = 0;
    const beyond = whole.filter(({ size }, i) => {
      bytes += size;
      return i > 0 && (i >= this.limits.files || bytes > this.limits.bytes);
    });
    for (const { name } of [...stale, ...beyond]) await rm(join(this.folder, name), { force: true });
  }
}
