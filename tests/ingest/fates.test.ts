import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { counted, importInFull, memorySource } from './import-in-full.js';

const HEADER = 'role,pay,currency,period\n';

async function keysOf(text: string, options = {}): Promise<string[]> {
  const { candidates } = await importInFull(memorySource(text), options);
  return candidates.map(({ key }) => key);
}

describe('rows without an id', () => {
  test('keep their keys from one import to the next, identical rows each its own', async () => {
    const text = `${HEADER}A,50000,EUR,year\nA,50000,EUR,year\nB,60000,EUR,year\n`;
    const [first, second] = [await keysOf(text), await keysOf(text)];
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(3);
  });

  test('keep their keys when rows are added around them', async () => {
    const before = await keysOf(`${HEADER}A,50000,EUR,year\nB,60000,EUR,year\n`);
    const after = await keysOf(
      `${HEADER}C,1000,EUR,month\nB,60000,EUR,year\nA,50000,EUR,year\nA,50000,EUR,year\n`,
    );
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('are other rows in another source', async () => {
    const text = `${HEADER}A,50000,EUR,year\n`;
    expect(await keysOf(text, { source: 'a' })).not.toEqual(await keysOf(text, { source: 'b' }));
  });

  test('are the same rows however the file is written', async () => {
    const comma = await keysOf(`${HEADER}A,"50000,00",EUR,year\n`);
    const tab = await keysOf(`period\trole\tpay\tcurrency\nyear\tA\t50 000\tEUR\n`);
    expect(comma).toEqual(tab);
  });

  test('that a file repeats are dropped only where that is asked for, naming the first', async () => {
    const text = `${HEADER}A,50000,EUR,year\nA,50000,EUR,year\n`;
    const kept = await importInFull(memorySource(text));
    const dropped = await importInFull(memorySource(text), { duplicates: 'drop' });
    expect([kept.candidates.length, dropped.candidates.length]).toEqual([2, 1]);
    expect(dropped.findings).toMatchObject([
      { line: 3, fate: 'duplicate', problems: [{ found: 'the same row as line 2' }] },
    ]);
    expect(dropped.plan.duplicates).toEqual({ policy: 'drop', why: 'as stated' });
  });
});

test('a row with an id keeps its key when its values change, and its content tells', async () => {
  const text = (pay: number): string => `id,pay,currency,period\n7,${pay},EUR,year\n`;
  const before = await importInFull(memorySource(text(50_000)));
  const after = await importInFull(memorySource(text(51_000)));
  expect(after.candidates[0]!.key).toBe(before.candidates[0]!.key);
  expect(after.candidates[0]!.content).not.toBe(before.candidates[0]!.content);
});

test('ids keep their leading zeros', async () => {
  const { candidates } = await importInFull(
    memorySource('id,pay,currency,period\n007,50000,EUR,year\n7,50000,EUR,year\n'),
  );
  expect(candidates.map(({ entry }) => entry.id)).toEqual(['007', '7']);
});

test('what becomes of a row does not depend on the rows before it, its own identity apart', async () => {
  const row = fc.constantFrom(
    'A,50000,EUR,year',
    'B,-1,EUR,year',
    'C,a lot,EUR,year',
    'D,5,EUR,year',
    'E,60000,USD,year',
    ',,,',
    'F,60000,EUR',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const together = await importInFull(memorySource(`${HEADER}A,1000,EUR,day\n${rows.join('\n')}\n`));
      for (const [i, text] of rows.entries()) {
        const alone = await importInFull(memorySource(`${HEADER}A,1000,EUR,day\n${text}\n`));
        const at = (line: number, { candidates, findings }: typeof alone): string =>
          candidates.some((one) => one.line === line)
            ? 'candidate'
            : JSON.stringify(findings.find((one) => one.line === line)?.problems);
        expect(at(i + 3, together)).toBe(at(3, alone));
      }
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('an interview without pay is kept, one with pay is one row, and a row with neither is refused', async () => {
  const text = 'company,outcome,pay,currency,period\nA,rejected,,,\nB,accepted,70000,EUR,year\nC,,,,\n';
  const imported = await importInFull(memorySource(text));
  expect(imported.candidates.map(({ entry }) => [entry.employer, entry.outcome, entry.payMin])).toEqual([
    ['A', 'rejected', undefined],
    ['B', 'accepted', 7_000_000],
  ]);
  expect(counted(imported, 'rejected')).toBe(1);
});

test('pay outside the limits of sanity is put in quarantine with the reason, by its own period and currency', async () => {
  const rows = ['50000,JPY,hour', '50000,EUR,hour', '200,EUR,year', '1200000,JPY,year', '20,USD,month'];
  const imported = await importInFull(memorySource(`pay,currency,period\n${rows.join('\n')}\n`));
  expect(imported.candidates.map(({ line }) => line)).toEqual([2, 5]);
  expect(imported.findings.map(({ fate, problems }) => [fate, problems[0]!.found])).toEqual([
    ['quarantined', '50000 EUR (hour)'],
    ['quarantined', '200 EUR (year)'],
    ['quarantined', '20 USD (month)'],
  ]);
});
