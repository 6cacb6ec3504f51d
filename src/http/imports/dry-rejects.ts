import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../domain/ports.js';
import { rejectsHeader, rejectsRows } from '../../ingest/rejects-file.js';

/** The rows that a dry run found would stay outside, as CSV in a temporary file; a real import keeps them in the store. */
export class DryRejects {
  #folder: string | undefined;

  /** Whether there are any. */
  get some(): boolean {
    return this.#folder !== undefined;
  }

  async add(findings: readonly Finding[], columns: readonly string[]): Promise<void> {
    const first = this.#folder === undefined;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'market-worth-'));
    const text = (first ? rejectsHeader(columns) : '') + rejectsRows(findings, columns);
    await appendFile(join(this.#folder, 'rejects.csv'), text, { mode: 0o600 });
  }

  read(): AsyncIterable<string> {
    return createReadStream(join(this.#folder ?? '', 'rejects.csv'), 'utf8') as AsyncIterable<string>;
  }

  async dispose(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}
