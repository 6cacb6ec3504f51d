import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { MarketWorthError } from '../../core/errors.js';
import { unreachable } from '../unreachable.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'is on a disk that can only be read',
  ENOTDIR: 'has a file where a folder should be',
  EEXIST: 'has a file where a folder should be',
  ENOENT: 'cannot be made',
  ENOSPC: 'finds no room on the disk',
};

function reasonOf(error: unknown): string {
  const code = String(typeof error === 'object' && error !== null && 'code' in error ? error.code : error);
  return reasons[code] ?? `cannot be made or written (${code})`;
}

/**
 * Sees to it that there is a file to open: makes it and its folder where they are missing, readable by their owner
 * alone, because it will hold what people earn. Fails with STORE_UNREACHABLE saying what stands in the way.
 *
 * An existing file is not opened here: closing it would take away the locks that this process holds on it.
 */
export function prepareFile(path: string): void {
  try {
    if (existsSync(path)) {
      if (!statSync(path).isFile()) throw unreachable(`file:${path}`, 'this is not a file', 'Name a file.');
      accessSync(path, constants.R_OK | constants.W_OK);
      return;
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    if (error instanceof MarketWorthError) throw error;
    throw unreachable(`file:${path}`, `the path ${reasonOf(error)}`, 'Check it, or choose another.', error);
  }
}
