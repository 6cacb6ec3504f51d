import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { batchSchema, fateCountsSchema } from '../../src/domain/batch.js';
import { comparisonSchema } from '../../src/domain/comparison.js';
import { demandSchema } from '../../src/domain/demand.js';
import { estimateSchema } from '../../src/domain/estimate.js';
import { planSchema } from '../../src/domain/plan.js';
import { run, runJson, throwAwayFolder } from './process.js';

const EXAMPLE = 'fixtures/synthetic-interviews.csv';
const folder = throwAwayFolder();
const store = `file:${join(folder, 'store.db')}`;

const reportSchema = fateCountsSchema
  .extend({ batch: z.number().nullable(), rejectsFile: z.string().nullable() })
  .loose();

type Report = z.infer<typeof reportSchema>;

async function importJson(
  words: readonly string[],
  given: { stdin?: string } = {},
): Promise<Report & { code: number | null }> {
  const { json, code } = await runJson(['import', ...words], given);
  return { ...reportSchema.parse(json), code };
}

const sum = ({ accepted, updated, duplicate, quarantined, rejected }: Report): number =>
  accepted + updated + duplicate + quarantined + rejected;

let first: Report;
beforeAll(async () => {
  first = await importJson([EXAMPLE, '--store', store]);
});

describe('import', () => {
  test('gives every row of the example a fate', () => {
    const lines = readFileSync(EXAMPLE, 'utf8').trimEnd().split('\n').length - 1;
    expect(first.rows).toBe(lines);
    expect(sum(first)).toBe(lines);
    expect(first).toMatchObject({ duplicate: 1, quarantined: 1, rejected: 2 });
  });

  test('adds nothing the second time', async () => {
    const second = await importJson([EXAMPLE, '--store', store]);
    expect(second).toMatchObject({ code: 0, accepted: 0, updated: 0, rows: first.rows });
    expect(sum(second)).toBe(first.rows);
  });

  test('of nothing but a dry run writes nothing', async () => {
    const fresh = `file:${join(folder, 'dry.db')}`;
    const report = await importJson([EXAMPLE, '--dry-run', '--store', fresh]);
    expect(report).toMatchObject({ batch: null, accepted: first.accepted });
    expect((await runJson(['imports', '--store', fresh])).json).toEqual([]);
    expect((await run(['export', '--store', fresh])).stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('reads standard input', async () => {
    const piped = `file:${join(folder, 'piped.db')}`;
    const report = await importJson(['-', '--store', piped], { stdin: readFileSync(EXAMPLE, 'utf8') });
    expect(report).toMatchObject({ accepted: first.accepted, rows: first.rows });
  });

  test('is taken back whole: the store is what it was', async () => {
    const before = (await run(['export', '--store', store])).stdout;
    const other = join(folder, 'other.csv');
    const stdin = 'role,pay,currency,period,country\nData Engineer,70000,EUR,year,DE\n';
    const report = await importJson(['-', '--store', store, '--source', other], { stdin });
    expect(report).toMatchObject({ accepted: 1 });
    expect((await run(['export', '--store', store])).stdout).not.toBe(before);
    expect((await run(['imports', 'undo', String(report.batch), '--store', store])).code).toBe(0);
    expect((await run(['export', '--store', store])).stdout).toBe(before);
  });

  test('writes the rows that stayed outside to a file that can be corrected and imported alone', async () => {
    const rejects = join(folder, 'rejects.csv');
    const fresh = `file:${join(folder, 'rejects.db')}`;
    const report = await importJson([EXAMPLE, '--rejects', rejects, '--store', fresh]);
    expect(report.rejectsFile).toBe(rejects);
    const corrected = readFileSync(rejects, 'utf8')
      .replace('31/31/2026', '2026-05-31')
      .replace('79500000', '79500');
    const again = await importJson(['-', '--store', fresh], { stdin: corrected });
    expect(again).toMatchObject({ rows: 3, accepted: 2, rejected: 1 });
    expect(await importJson(['-', '--store', fresh], { stdin: corrected })).toMatchObject({
      accepted: 0,
      duplicate: 2,
    });
  });

  test('with --strict refuses a file with a row that stays outside, and keeps none of it', async () => {
    const fresh = `file:${join(folder, 'strict.db')}`;
    const { code, json } = await runJson(['import', EXAMPLE, '--strict', '--store', fresh]);
    expect(code).toBe(3);
    expect(json).toMatchObject({ code: 'ROWS_REFUSED', status: 422 });
    expect((await run(['export', '--store', fresh])).stdout.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('export', () => {
  test('reads back as the same entries', async () => {
    const csv = (await run(['export', '--store', store])).stdout;
    const copy = `file:${join(folder, 'copy.db')}`;
    const report = await importJson(['-', '--store', copy], { stdin: csv });
    expect(report).toMatchObject({ accepted: first.accepted, rejected: 0, quarantined: 0, duplicate: 0 });
    const sorted = (text: string): string[] => text.trimEnd().split('\n').sort();
    expect(sorted((await run(['export', '--store', copy])).stdout)).toEqual(sorted(csv));
  });
});

describe('worth', () => {
  const question = [
    'worth',
    '--role',
    'Senior Backend Engineer',
    '--location',
    'Berlin',
    '--pay',
    '80000',
    '--store',
    store,
  ];

  test('answers with every field of its schema, the same each time', async () => {
    const [one, two] = [await runJson(question), await runJson(question)];
    expect(one.code).toBe(0);
    expect(estimateSchema.parse(one.json)).toEqual(one.json);
    expect(two.stdout).toBe(one.stdout);
  });

  test('places the pay on the market it answers for', async () => {
    const { json } = await runJson(question);
    const { currency, position, percentiles } = estimateSchema.parse(json);
    expect(currency).toBe('EUR');
    expect(percentiles.map(({ percentile }) => percentile)).toEqual([10, 25, 50, 75, 90]);
    const middle = percentiles[2]!.value;
    expect(position!.compaRatio).toBeCloseTo(80_000 / middle, 9);
    expect(position!.percentile > 50).toBe(80_000 > middle);
  });

  test('of a role nobody has exits 5, names the nearest roles, and keeps the whole shape', async () => {
    const { code, json } = await runJson(['worth', '--role', 'Backend Enginear', '--store', store]);
    expect(code).toBe(5);
    const estimate = estimateSchema.parse(json);
    expect(estimate.percentiles).toEqual([]);
    expect(estimate.suppressed!.nearest).toContain('Backend Engineer');
  });

  test.each([50, 80, 200])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await run(question, { env: { COLUMNS: String(columns) } });
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(80, columns));
  });

  test('prints no colour where the output is no terminal', async () => {
    expect((await run(question)).stdout).not.toContain('\u001b');
  });
});

describe('guide', () => {
  test('gives a plan that is what its schema says', async () => {
    const words = [
      'guide',
      '--role',
      'Senior Backend Engineer',
      '--location',
      'Berlin',
      '--offer',
      'Fjord=84k,4000',
      '--walk-away',
      '78000',
      '--stated',
      '82000',
      '--store',
      store,
    ];
    const { code, json } = await runJson(words);
    expect(code).toBe(0);
    const plan = planSchema.parse(json);
    expect(plan.alternatives[0]).toMatchObject({ name: 'Fjord', value: 84_000 });
    expect(plan.walkAway).toBe(78_000);
  });
});

describe.each([
  ['skills', ['--have', 'Kafka,Kubernetes'], comparisonSchema],
  ['demand', [], demandSchema],
] as const)('%s', (command, more, schema) => {
  const words = [command, '--role', 'Backend Engineer', ...more, '--store', store];

  test('answers with every field of its schema, the same each time', async () => {
    const [one, two] = [await runJson(words), await runJson(words)];
    expect(one.code).toBe(0);
    expect(schema.parse(one.json)).toEqual(one.json);
    expect(two.stdout).toBe(one.stdout);
  });

  test('of a role nobody has exits 5 and names the nearest', async () => {
    const { code, json } = await runJson([command, '--role', 'Backend Enginear', '--store', store]);
    expect(code).toBe(5);
    expect(schema.parse(json).suppressed!.nearest).toContain('Backend Engineer');
  });

  test.each([50, 60, 80, 140])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await run(words, { env: { COLUMNS: String(columns) } });
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });
});

test('demo imports, answers and plans, and leaves nothing behind', async () => {
  const { code, stdout } = await run(['demo']);
  expect(code).toBe(0);
  expect(stdout).toContain('Backend Engineer');
  expect(stdout).toContain('Ask for');
  expect(stdout).toContain('P50');
  expect(stdout).toContain('Skills against peers');
});

test('imports lists what was imported', async () => {
  const { json } = await runJson(['imports', '--store', store]);
  const batches = z.array(batchSchema).parse(json);
  expect(batches[0]).toMatchObject({ id: 1, file: EXAMPLE, undone: null });
  expect(batches.some(({ undone }) => undone !== null)).toBe(true);
});
