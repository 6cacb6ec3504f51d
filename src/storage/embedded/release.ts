import type { KeptRelease } from '../../domain/release.js';
import type { Connection } from './connection.js';

/** The hash of the release that is kept. */
export async function readReleaseHash(connection: Connection): Promise<string | null> {
  const row = (await connection.get('select hash from release')) as { hash: string } | undefined;
  return row?.hash ?? null;
}

/** The release that is kept. */
export async function readRelease(connection: Connection): Promise<KeptRelease | null> {
  const row = (await connection.get('select body from release')) as { body: string } | undefined;
  return row === undefined ? null : (JSON.parse(row.body) as KeptRelease);
}

/** Keeps a release, unless another than `replaces` is there. */
export async function writeRelease(
  connection: Connection,
  kept: KeptRelease,
  replaces: string | null,
): Promise<boolean> {
  const values = [kept.release.hash, JSON.stringify(kept)];
  const changed =
    replaces === null
      ? await connection.run('insert or ignore into release (id, hash, body) values (1, ?, ?)', values)
      : await connection.run('update release set hash = ?, body = ? where hash = ?', [...values, replaces]);
  return changed === 1;
}
