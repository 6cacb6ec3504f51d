import type { KeptRelease } from '../../domain/release.js';
import type { Connection } from './connection.js';
import { isDuplicateKey } from './failures.js';
import type { BodyDocument, SingleDocument } from './models.js';
import { idsOf, newToken } from './rows.js';

const ID = 'release';
/** A document holds 16 MB, and a character is at most 3 bytes. */
const CHARACTERS_A_PART = 4_000_000;
const DIGITS = 6;

async function pointer(connection: Connection): Promise<SingleDocument | null> {
  const { singles } = connection.models;
  return connection.attempt(() => singles.findOne({ _id: ID }).lean<SingleDocument>().exec());
}

/** A text in parts that never end between the halves of a character. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0, to: number; from < text.length; from = to) {
    to = Math.min(from + CHARACTERS_A_PART, text.length);
    if (/[\uD800-\uDBFF]/.test(text[to - 1]!)) to++;
    parts.push(text.slice(from, to));
  }
  return parts;
}

async function writeParts(connection: Connection, token: string, text: string): Promise<void> {
  for (const [number, body] of partsOf(text).entries()) {
    const _id = token + String(number).padStart(DIGITS, '0');
    await connection.attempt(() => connection.raw.releases.replaceOne({ _id }, { body }, { upsert: true }));
  }
}

async function deleteParts(connection: Connection, token: string): Promise<void> {
  await connection.attempt(() => connection.raw.releases.deleteMany({ _id: idsOf(token) }));
}

/** The hash of the release that is kept. */
export async function readReleaseHash(connection: Connection): Promise<string | null> {
  return (await pointer(connection))?.hash ?? null;
}

/** The release that is kept. One that is replaced while it is read is read again. */
export async function readRelease(connection: Connection): Promise<KeptRelease | null> {
  for (;;) {
    const found = await pointer(connection);
    if (!found) return null;
    const parts = await connection.attempt(() =>
      connection.raw.releases
        .find<BodyDocument>({ _id: idsOf(found.token!) })
        .sort({ _id: 1 })
        .toArray(),
    );
    if ((await pointer(connection))?.token === found.token) {
      return JSON.parse(parts.map(({ body }) => body).join('')) as KeptRelease;
    }
  }
}

/** Points to the parts under a token, unless another release than `replaces` is kept; gives what was pointed to. */
async function point(
  connection: Connection,
  hash: string,
  token: string,
  replaces: string | null,
): Promise<{ readonly before: string | undefined } | null> {
  const { singles } = connection.raw;
  return connection.attempt(async () => {
    // A try before whose answer was lost has done it.
    if ((await singles.findOne({ _id: ID, token })) !== null) return { before: undefined };
    if (replaces === null) {
      try {
        await singles.insertOne({ _id: ID, hash, token });
        return { before: undefined };
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    }
    const before = await singles.findOneAndUpdate(
      { _id: ID, hash: replaces },
      { $set: { hash, token } },
      { returnDocument: 'before' },
    );
    return before && { before: before.token };
  });
}

/** Keeps a release, unless another than `replaces` is there: its parts first, then what points to them. */
export async function writeRelease(
  connection: Connection,
  kept: KeptRelease,
  replaces: string | null,
): Promise<boolean> {
  const token = newToken();
  await writeParts(connection, token, JSON.stringify(kept));
  const done = await point(connection, kept.release.hash, token, replaces);
  if (!done) await deleteParts(connection, token);
  else if (done.before !== undefined) await deleteParts(connection, done.before);
  return done !== null;
}
