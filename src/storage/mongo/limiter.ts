import { RateLimiterMongo } from 'rate-limiter-flexible';
import type { Connection } from './connection.js';

const INDEX_LIMIT_MS = 60_000;

/** Counts by key in windows of time, for all processes of a store together. */
export async function openLimiter(
  connection: Connection,
  name: string,
  points: number,
  seconds: number,
): Promise<RateLimiterMongo> {
  const limiter = new RateLimiterMongo({
    storeClient: connection.database,
    keyPrefix: name,
    tableName: 'limits',
    points,
    duration: seconds,
    // Made below: the library would print a failure of it.
    disableIndexesCreation: true,
  });
  await connection.attempt(() => limiter.createIndexes(), INDEX_LIMIT_MS);
  return limiter;
}
