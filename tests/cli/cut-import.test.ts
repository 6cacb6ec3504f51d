import { expect, jest, test } from '@jest/globals';
import { cutImports } from '../../scripts/prove/cut-import.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';

describeOnMongo('an import whose connection is lost', (server) => {
  test('leaves the whole batch or nothing, and the same import again completes it', async () => {
    /** Most of it is waiting for limits to run out, three times as long on a busy machine. */
    jest.setTimeout(180_000);
    const { cuts, wentOn, nothing, whole, broken } = await cutImports(
      server(),
      4,
      1500,
      ['pass', 'away', 'stall', 'pass'],
      11,
    );
    expect(broken).toEqual([]);
    expect(wentOn + nothing + whole).toBe(cuts);
  });
});
