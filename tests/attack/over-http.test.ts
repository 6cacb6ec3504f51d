import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { makeStoreRelease } from '../../src/app/make-release.js';
import type { ReleasePreset } from '../../src/domain/release.js';
import { startApi, type TestApi } from '../http/api.js';

const question = '/api/v1/market-worth?role=Backend+Engineer&level=senior&pay=80000';
const arrivalOf = (pay: number): string =>
  `role,level,pay,currency,period,tax,skills\nBackend Engineer,senior,${pay},EUR,year,gross,Fortran\n`;
let arrivals = 0;

async function start(preset?: ReleasePreset): Promise<{ api: TestApi; member: string; admin: string }> {
  const api = await startApi({ example: true, ...(preset === undefined ? {} : { preset }) });
  return { api, member: await api.bearer('eve', 'member'), admin: await api.bearer('root', 'admin') };
}

type Started = Awaited<ReturnType<typeof start>>;

const skillQuestions = [
  '/api/v1/skills/comparison?role=Backend+Engineer&have=Kafka',
  '/api/v1/demand?role=Backend+Engineer&level=senior',
];

const tagOf = async ({ api, member }: Started, asked = question): Promise<unknown> =>
  (await api.client.get(asked).set('Authorization', member).expect(200)).headers['etag'];

async function arrive({ api, admin }: Started, preset?: ReleasePreset): Promise<void> {
  await api.client
    .post('/api/v1/imports')
    .set('Authorization', admin)
    .type('text/csv')
    .send(arrivalOf(97_500 + arrivals++))
    .expect(201);
  if (preset !== undefined) await makeStoreRelease(preset, api.context);
}

/** Whether a call to the store reads offers: all of them, or what came in. */
function readsOffers(call: string): boolean {
  return call === 'entries' || call === 'changes';
}

/** The methods of a store that answering a question anew calls. */
async function touchedBy({ api, member }: Started, pay: number): Promise<string[]> {
  const store = api.context.store as unknown as Record<string, () => unknown>;
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(store)).filter(
    (name) => name !== 'constructor',
  );
  const spies = methods.map((name) => [name, jest.spyOn(store, name)] as const);
  await api.client
    .get(question.replace('80000', String(pay)))
    .set('Authorization', member)
    .expect(200);
  const called = spies.filter(([, spy]) => spy.mock.calls.length > 0).map(([name]) => name);
  for (const [, spy] of spies) spy.mockRestore();
  return called;
}

describe.each(['team', 'strict'] as const)('against a release: %s', (preset) => {
  let started: Started;
  beforeAll(async () => {
    started = await start(preset);
  });
  afterAll(async () => {
    await started.api.close();
  });

  test('an ETag does not tell of one arrival, and neither does the next release', async () => {
    const before = await tagOf(started);
    await arrive(started);
    expect(await tagOf(started)).toBe(before);
    await arrive(started, preset);
    expect(await tagOf(started)).toBe(before);
  });

  test.each(skillQuestions)('neither does that of %s', async (asked) => {
    const before = await tagOf(started, asked);
    await arrive(started, preset);
    expect(await tagOf(started, asked)).toBe(before);
  });

  test('time does not tell of offers: none is read, before an arrival or after it', async () => {
    // The release is read once, by whoever asks first.
    await tagOf(started);
    const before = await touchedBy(started, 81_000);
    expect(before.filter((name) => /^(?:entr|batch|finding|sequence|undo)/i.test(name))).toEqual([]);
    await arrive(started);
    expect(await touchedBy(started, 82_000)).toEqual(before);
    expect(before).not.toContain('release');
  });

  test('a lead and an admin are told no more than a member', async () => {
    const answers = await Promise.all(
      (['member', 'lead', 'admin'] as const).map(async (role) => {
        const authorization = await started.api.bearer(`p-${role}`, role);
        return (await started.api.client.get(question).set('Authorization', authorization).expect(200)).text;
      }),
    );
    expect(new Set(answers).size).toBe(1);
  });
});

describe('against the full engine', () => {
  let started: Started;
  beforeAll(async () => {
    started = await start();
  });
  afterAll(async () => {
    await started.api.close();
  });

  test.each(skillQuestions)('an ETag of %s tells of one arrival', async (asked) => {
    const before = await tagOf(started, asked);
    await arrive(started);
    expect(await tagOf(started, asked)).not.toBe(before);
  });

  test('an ETag tells of one arrival, and offers are read because of it', async () => {
    const before = await tagOf(started);
    expect((await touchedBy(started, 81_000)).filter(readsOffers)).toEqual([]);
    await arrive(started);
    expect((await touchedBy(started, 82_000)).filter(readsOffers)).not.toEqual([]);
    expect(await tagOf(started)).not.toBe(before);
  });
});
