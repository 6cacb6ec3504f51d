import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpooledFile } from '../../app/spooled-file.js';
import { MarketWorthError } from '../../core/errors.js';
import type { HttpSettings } from '../settings.js';
import { within } from '../../core/within.js';

/** A body that has arrived, in a temporary file: an import reads its beginning first and then all of it. */
export interface SpooledBody extends Omit<SpooledFile, 'name'> {
  dispose(): Promise<void>;
}

type Limits = Pick<HttpSettings, 'maxImportBytes' | 'bodyMs'>;

function tooLarge({ maxImportBytes }: Limits): MarketWorthError {
  return new MarketWorthError(
    'BODY_TOO_LARGE',
    `The file is larger than the ${maxImportBytes} bytes taken here. Split it, or import it on the server's machine with \`market-worth import\`.`,
    { maxBytes: maxImportBytes },
  );
}

const tooSlow =
  ({ bodyMs }: Limits) =>
  (): MarketWorthError =>
    new MarketWorthError(
      'BODY_TOO_SLOW',
      `Nothing of the file arrived for ${bodyMs / 1000} s. Send it again.`,
    );

/** Writes a body to a file as it arrives, and counts it. */
async function pour(request: IncomingMessage, file: FileHandle, limits: Limits): Promise<number> {
  let bytes = 0;
  // The request must outlive a refusal, or its answer could not be sent.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncGenerator<Buffer, undefined>;
  try {
    for (;;) {
      const next = await within(limits.bodyMs, chunks.next(), tooSlow(limits));
      if (next.done === true) return bytes;
      bytes += next.value.length;
      if (bytes > limits.maxImportBytes) throw tooLarge(limits);
      await file.writeFile(next.value);
    }
  } finally {
    // Lets go of the request, so that others can read on; not waited for, because it waits for what may never come.
    chunks.return(undefined).catch(() => undefined);
  }
}

/**
 * Takes a request's body into a temporary file, never more of it in memory than a part. Fails with BODY_TOO_LARGE, as
 * soon as that is known, or BODY_TOO_SLOW.
 */
export async function spoolBody(request: IncomingMessage, limits: Limits): Promise<SpooledBody> {
  if (Number(request.headers['content-length'] ?? 0) > limits.maxImportBytes) throw tooLarge(limits);
  const folder = await mkdtemp(join(tmpdir(), 'market-worth-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'body');
  try {
    const file = await open(path, 'wx', 0o600);
    const size = await pour(request, file, limits).finally(() => file.close());
    return { path, size, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
