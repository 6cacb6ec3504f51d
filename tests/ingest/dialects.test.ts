import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { importInFull, memorySource } from './import-in-full.js';
import { stated, written, writtenTables } from './written-table.js';

test('any table of offers, written in any supported dialect, reads back the same', async () => {
  await fc.assert(
    fc.asyncProperty(writtenTables, fc.integer({ min: 1, max: 300 }), async ({ table, dialect }, piece) => {
      const source = memorySource(written(table, dialect), piece);
      const { candidates, findings } = await importInFull(source, stated(dialect));
      expect(findings).toEqual([]);
      const read = candidates.map(({ entry }) => ({
        date: entry.date,
        company: entry.employer,
        years: entry.years,
        comment: entry.notes,
        low: entry.payMin,
        high: entry.payMax,
        currency: entry.currency,
      }));
      expect(read).toEqual(table);
    }),
    { seed: 1, numRuns: 250 },
  );
});
