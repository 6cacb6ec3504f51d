import { expect, test } from '@jest/globals';
import { fuzzIngest } from '../../scripts/prove/ingest-fuzz.js';
import { tools } from './import-in-full.js';

test('random bytes neither crash an import nor lose a row from its counts', async () => {
  const { faults, refused, rows } = await fuzzIngest(1500, 1, tools());
  expect(faults).toEqual([]);
  expect(refused).toBeGreaterThan(100);
  expect(rows).toBeGreaterThan(1000);
});
