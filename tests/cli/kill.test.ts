import { expect, test } from '@jest/globals';
import { killImports } from '../../scripts/prove/kill-import.js';

test('an import that is killed leaves the whole batch or nothing, and the same import again completes it', async () => {
  const { kills, nothing, whole, broken } = await killImports(4, 5000, 7);
  expect(broken).toEqual([]);
  expect(nothing + whole).toBe(kills);
});
