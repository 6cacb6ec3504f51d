import { RateLimiterMongo } from 'rate-limiter-flexible';
import type { Connection } from './connection.js';

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
  await connection.patiently(() => limiter.createIndexes());
  return limiter;
}
