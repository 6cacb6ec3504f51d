import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

const root = join(__dirname, '../..');

/** A process of its own that imports the rows `from` up to, not with, `to`; it runs what `npm run build` made. */
export function childImport(file: string, from: number, to: number): ChildProcess {
  if (!existsSync(join(root, 'dist/storage/embedded/embedded-store.js'))) {
    throw new Error('this test runs the built product: npm run build');
  }
  const script = join(root, 'scripts/test/embedded-writer.js');
  return spawn(process.execPath, [script, file, String(from), String(to)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What a child had told when it ended; `told` is called with each of its steps. */
export function ended(child: ChildProcess, told?: (step: string) => void): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      for (const step of more.trimEnd().split('\n')) told?.(step);
    });
    child.on('error', reject);
    child.on('close', () => {
      resolve(text.trimEnd().split('\n'));
    });
  });
}

/** SQLite's own check of a file, which says "ok". */
export function integrityOf(file: string): unknown {
  const database = new Database(file);
  try {
    return (database.prepare('pragma integrity_check').get() as { integrity_check: unknown }).integrity_check;
  } finally {
    database.close();
  }
}
