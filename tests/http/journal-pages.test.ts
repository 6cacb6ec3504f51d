import { afterEach, describe, expect, test } from '@jest/globals';
import { memorySource, plainRequest } from '../../scripts/prove/ingest-tools.js';
import { importOffers } from '../../src/app/import-offers.js';
import type { AppContext } from '../../src/app/context.js';
import type { InterviewDocument } from '../../src/contract/interview.js';
import { startApi, type TestApi } from './api.js';

const INTERVIEWS = '/api/v1/interviews';
const request = plainRequest('importer');

interface Page {
  readonly items: readonly InterviewDocument[];
  readonly next: string | null;
}

let apis: TestApi[] = [];
afterEach(async () => {
  await Promise.all(apis.map((api) => api.close()));
  apis = [];
});

async function start(): Promise<TestApi> {
  const api = await startApi();
  apis.push(api);
  return api;
}

async function page({ client }: TestApi, limit: number, cursor?: string | null): Promise<Page> {
  const after = cursor ? `&cursor=${cursor}` : '';
  return (await client.get(`${INTERVIEWS}?limit=${limit}${after}`).expect(200)).body as Page;
}

/** Imports rows as a person at a moment; each row has a role of its own. */
async function importAs(
  person: string,
  roles: readonly string[],
  at: string,
  context: AppContext,
): Promise<void> {
  const csv = ['role,pay,currency,period', ...roles.map((role) => `${role},61000,EUR,year`)].join('\n');
  await importOffers(memorySource(csv), request, { ...context, person, now: () => Date.parse(at) });
}

async function importOwn(context: AppContext): Promise<void> {
  await importAs('owner', ['SRE', 'DBA', 'Nurse'], '2026-09-01T10:00:00Z', context);
  await importAs('owner', ['Teacher'], '2026-09-02T10:00:00Z', context);
}

describe('the cursor of a page of one’s own interviews', () => {
  test('is the same whatever others have brought before and in between', async () => {
    const [alone, among] = [await start(), await start()];
    await importOwn(alone.context);
    await importAs('tom', ['Pilot'], '2026-08-01T10:00:00Z', among.context);
    await importOwn(among.context);
    for (const limit of [1, 2, 3]) {
      const [first, second] = [await page(alone, limit), await page(among, limit)];
      expect(first.next).not.toBeNull();
      expect(second.next).toBe(first.next);
      expect((await page(among, limit, second.next)).items.map(({ role }) => role)).toEqual(
        (await page(alone, limit, first.next)).items.map(({ role }) => role),
      );
    }
  });

  test.each(['changed', 'removed'])('goes on where its entry was %s since', async (how) => {
    const api = await start();
    await importOwn(api.context);
    const all = (await page(api, 10)).items;
    const { items, next } = await page(api, 2);
    const last = `${INTERVIEWS}/${items[1]!.id}`;
    if (how === 'changed') await api.client.patch(last).send({ notes: 'called back' }).expect(200);
    else await api.client.delete(last).expect(204);
    expect((await page(api, 10, next)).items).toEqual(all.slice(2));
  });

  test('is refused where it names the number of a batch, or a batch that is none', async () => {
    const api = await start();
    await importOwn(api.context);
    const { items } = await page(api, 1);
    for (const batch of ['1', '2', 'x'.repeat(22)]) {
      const made = Buffer.from(`${batch}.${items[0]!.id}`).toString('base64url');
      const refused = await api.client.get(`${INTERVIEWS}?cursor=${made}`).expect(400);
      expect(refused.body).toMatchObject({ code: 'QUERY_INVALID' });
    }
  });
});
