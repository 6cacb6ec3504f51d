import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { ImportJobDocument, ImportReportDocument } from '../../src/contract/import-report.js';
import { useApi } from './api.js';

const IMPORTS = '/api/v1/imports';
const header = 'id,role,pay,currency,period,tax,employer\n';

/** A file of offers `from` up to, not with, `to`, each with an id of its own. */
function offers(from: number, to: number): string {
  const rows = Array.from(
    { length: to - from },
    (_, i) =>
      `o-${from + i},Data Engineer,${60_000 + ((from + i) % 300) * 100},EUR,year,gross,Firm ${i % 9}\n`,
  );
  return header + rows.join('');
}

const api = useApi({ settings: { maxImports: 2 } });

async function post(csv: string | Buffer, query = '', headers: Record<string, string> = {}) {
  const { client } = await api();
  return client.post(`${IMPORTS}${query}`).set('Content-Type', 'text/csv').set(headers).send(csv);
}

async function rowsHeld(): Promise<number> {
  let rows = 0;
  for await (const chunk of (await api()).context.store.entries()) rows += chunk.length;
  return rows;
}

/** The events of an import as `[name, job]`, to the end of the stream. */
async function eventsOf(address: string): Promise<(readonly [name: string, job: ImportJobDocument])[]> {
  const { client } = await api();
  const { text, type } = await client.get(`${address}/events`).expect(200);
  expect(type).toBe('text/event-stream');
  return text
    .split('\n\n')
    .filter((part) => part.startsWith('event: '))
    .map((part) => {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(part)!;
      return [name!, JSON.parse(data!) as ImportJobDocument] as const;
    });
}

describe('a posted CSV', () => {
  test('is imported: every row has a fate, and the same file again adds none', async () => {
    const csv = `${offers(0, 50)}o-x,Data Engineer,lots,EUR,year,gross,Firm 1\n`;
    const first = await post(csv, '?file=mine.csv&source=mine');
    expect(first.status).toBe(201);
    const report = first.body as ImportReportDocument;
    expect(report).toMatchObject({ file: 'mine.csv', rows: 51, accepted: 50, rejected: 1, duplicate: 0 });
    expect(first.headers['location']).toBe(`${IMPORTS}/${report.batch}`);
    expect((await post(csv, '?source=mine')).body).toMatchObject({ accepted: 0, duplicate: 50, rejected: 1 });
  });

  test('is listed, shown with what stayed outside, and given back as rejects', async () => {
    const { client } = await api();
    const shownImport = await post(
      `${offers(100, 103)}bad,Data Engineer,-5,EUR,year,gross,Firm 1\n`,
      '?file=shown.csv',
    );
    const { batch, rejectsFile } = shownImport.body as ImportReportDocument;
    const list: unknown = (await client.get(`${IMPORTS}?limit=1`).expect(200)).body;
    expect(list).toMatchObject({ items: [{ id: batch, file: 'shown.csv', undone: null }] });
    const shown: unknown = (await client.get(`${IMPORTS}/${batch}`).expect(200)).body;
    expect(shown).toMatchObject({
      id: batch,
      findings: [
        { line: 5, fate: 'rejected', raw: ['bad', 'Data Engineer', '-5', 'EUR', 'year', 'gross', 'Firm 1'] },
      ],
    });
    const rejects = await client.get(rejectsFile!).expect(200);
    expect(rejects.type).toBe('text/csv');
    expect(rejects.text.split('\n')[1]).toMatch(/^bad,Data Engineer,.?-5,/);
  });

  test('of a dry run is counted as it would be, and nothing is written', async () => {
    const before = await rowsHeld();
    const dry = await post(offers(200, 220), '?dryRun=true');
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ batch: null, rows: 20, accepted: 20, rejectsFile: null });
    expect(await rowsHeld()).toBe(before);
    expect((await post(offers(200, 220))).body).toMatchObject({ accepted: 20 });
  });

  test('of a dry run gives what would stay outside, under the name of its job', async () => {
    const { client } = await api();
    const csv = `${offers(300, 303)}bad,Data Engineer,-5,EUR,year,gross,Firm 1\n`;
    const { rejectsFile } = (await post(csv, '?dryRun=true')).body as ImportReportDocument;
    expect(rejectsFile).toMatch(/imports\/job-[0-9a-f]{32}\/rejects\.csv$/);
    const rejects = await client.get(rejectsFile!).expect(200);
    const lines = rejects.text.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^bad,Data Engineer,.?-5,.*rejected/);
  });

  test('is read as the parameters say', async () => {
    const csv = 'Wer;Was\nData Engineer;60.000,50\n';
    const query =
      '?map=role:Wer&map=pay=Was&set=currency:EUR&set=period:year&set=workMode:remote&decimal=,&delimiter=;';
    const body: unknown = (await post(csv, query)).body;
    expect(body).toMatchObject({
      accepted: 1,
      mapping: { role: ['Wer'], pay: ['Was'] },
      plan: { set: { currency: 'EUR', period: 'year', work_mode: 'remote' } },
    });
  });

  test('may be gzip', async () => {
    expect((await post(gzipSync(offers(300, 310)))).body).toMatchObject({ rows: 10, accepted: 10 });
  });

  test('is taken back by DELETE, once', async () => {
    const { client } = await api();
    const before = await rowsHeld();
    const { batch } = (await post(offers(400, 430))).body as ImportReportDocument;
    expect((await client.delete(`${IMPORTS}/${batch}`).expect(200)).body).toMatchObject({ id: batch });
    expect(await rowsHeld()).toBe(before);
    expect((await client.delete(`${IMPORTS}/${batch}`).expect(409)).body).toMatchObject({
      code: 'UNDO_REFUSED',
    });
  });

  test('is refused whole where it is to be strict', async () => {
    const before = await rowsHeld();
    const response = await post(`${offers(500, 510)}x,,,,,,\n`, '?strict=true');
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: 'ROWS_REFUSED' });
    expect(await rowsHeld()).toBe(before);
  });

  test.each([
    ['an empty file', '', '', 422, 'FILE_EMPTY'],
    ['a header alone', header, '', 422, 'FILE_EMPTY'],
    ['a file without pay', 'role,city\nx,y\n', '', 422, 'COLUMNS_MISSING'],
    ['a column that is not there', offers(0, 1), '?map=pay:Salary', 400, 'MAPPING_INVALID'],
    ['an option that is not there', offers(0, 1), '?dryrun=true', 400, 'QUERY_INVALID'],
    ['a flag that is neither true nor false', offers(0, 1), '?dryRun=yes', 400, 'QUERY_INVALID'],
    ['a setting without a value', offers(0, 1), '?map=pay', 400, 'QUERY_INVALID'],
  ])('that is %s gets the error it deserves', async (_name, csv, query, status, code) => {
    const response = await post(csv, query);
    expect([response.status, (response.body as { code: string }).code]).toEqual([status, code]);
  });

  test('that is not text is refused', async () => {
    const bytes = Buffer.from([...Array(4096).keys()].map((n) => (n * 7919) % 256));
    expect((await post(bytes)).body).toMatchObject({ code: 'FILE_NOT_TEXT' });
  });

  test('that calls itself a form, as curl does by itself, is refused with what to do', async () => {
    const type = 'application/x-www-form-urlencoded';
    const body: unknown = (await post(offers(0, 1), '', { 'Content-Type': type })).body;
    expect(body).toMatchObject({ code: 'BODY_TYPE_UNKNOWN', detail: expect.stringContaining('text/csv') });
  });
});

describe('imports at one time', () => {
  test('two are both right', async () => {
    const before = await rowsHeld();
    const [one, two] = await Promise.all([
      post(offers(1000, 1500)),
      post(offers(1500, 2000), '?source=other'),
    ]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(await rowsHeld()).toBe(before + 1000);
  });

  test('of the same file enter its rows once', async () => {
    const before = await rowsHeld();
    const reports = await Promise.all([post(offers(3000, 3300)), post(offers(3000, 3300))]);
    const accepted = reports.map(({ body }) => (body as ImportReportDocument).accepted).sort();
    expect(accepted).toEqual([0, 300]);
    expect(await rowsHeld()).toBe(before + 300);
  });

  test('more than the server takes are told to come back', async () => {
    const responses = await Promise.all([1, 2, 3].map((n) => post(offers(n * 5000, n * 5000 + 400))));
    const refused = responses.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused[0]!.body).toMatchObject({ code: 'SERVER_BUSY' });
  });
});

describe('an import that is not waited for', () => {
  const later = { Prefer: 'respond-async' };

  test('is answered at once with its address, tells of its end, and is found as what it became', async () => {
    const { client } = await api();
    const accepted = await post(offers(20_000, 22_000), '', later);
    expect(accepted.status).toBe(202);
    expect(accepted.headers['preference-applied']).toBe('respond-async');
    const address = accepted.headers['location'] as string;
    const events = await eventsOf(address);
    const [name, job] = events.at(-1)!;
    expect([name, job.state, job.report?.accepted]).toEqual(['done', 'done', 2000]);
    for (const [before] of events.slice(0, -1)) expect(before).toBe('progress');
    expect((await client.get(address).expect(200)).body).toEqual(job);
    const batch = job.report!.batch!;
    expect(await eventsOf(`${IMPORTS}/${batch}`)).toMatchObject([
      ['done', { id: String(batch), state: 'done' }],
    ]);
    await client.get(`${address}/rejects.csv`).expect(200);
    expect((await client.delete(address).expect(200)).body).toMatchObject({ id: batch });
  });

  test('tells of its failure', async () => {
    const { headers } = await post(header, '', later);
    const events = await eventsOf(headers['location'] as string);
    expect(events.at(-1)).toMatchObject([
      'failed',
      { state: 'failed', problem: { code: 'FILE_EMPTY', status: 422 } },
    ]);
  });

  test('can be stopped, and leaves nothing', async () => {
    const { client } = await api();
    const before = await rowsHeld();
    const accepted = await post(offers(30_000, 60_000), '', later);
    const address = accepted.headers['location'] as string;
    await client.delete(address).expect(202);
    const events = await eventsOf(address);
    expect(events.at(-1)).toMatchObject(['failed', { problem: { code: 'SERVER_BUSY' } }]);
    expect(await rowsHeld()).toBe(before);
    await client.delete(address).expect(404);
  });

  test('is not found where there is none', async () => {
    const { client } = await api();
    for (const id of ['999999', `job-${'0'.repeat(32)}`]) {
      for (const end of ['', '/events', '/rejects.csv']) {
        const body: unknown = (await client.get(`${IMPORTS}/${id}${end}`).expect(404)).body;
        expect(body).toMatchObject({ code: 'BATCH_NOT_FOUND' });
      }
    }
    await client.get(`${IMPORTS}/last`).expect(400);
  });
});

describe('the list of imports', () => {
  test('is read page by page, the newest first, without gaps or repeats', async () => {
    const { client } = await api();
    type Page = { items: { id: number }[]; next: string | null };
    const all = (await client.get(`${IMPORTS}?limit=200`)).body as Page;
    const seen: number[] = [];
    for (let cursor = ''; ;) {
      const page = (await client.get(`${IMPORTS}?limit=3${cursor}`).expect(200)).body as Page;
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });

  test('refuses a cursor that was not given out', async () => {
    const { client } = await api();
    await client.get(`${IMPORTS}?cursor=abc`).expect(400);
  });
});
