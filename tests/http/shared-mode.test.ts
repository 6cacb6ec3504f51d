import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeStoreRelease } from '../../src/app/make-release.js';
import { comparisonSchema } from '../../src/domain/comparison.js';
import { demandSchema } from '../../src/domain/demand.js';
import { worthAnswerSchema, type WorthAnswer } from '../../src/domain/estimate.js';
import { planSchema } from '../../src/domain/plan.js';
import { startApi, type TestApi } from './api.js';

const WORTH = '/api/v1/market-worth';
const question = 'role=Backend+Engineer&level=senior&country=DE&pay=80000';

let api: TestApi;
let member = '';

beforeAll(async () => {
  api = await startApi({ example: true, preset: 'team' });
  member = await api.bearer('ada', 'member');
});
afterAll(async () => {
  await api.close();
});

async function worth(query: string, authorization = member): Promise<WorthAnswer> {
  const answer = await api.client.get(`${WORTH}?${query}`).set('Authorization', authorization).expect(200);
  return worthAnswerSchema.parse(answer.body);
}

describe('where pay is shared', () => {
  test('a member is answered from the release: a band, rounded counts, quarters', async () => {
    const answer = await worth(question);
    expect(answer.position).toMatchObject({ pay: 80_000, band: { low: 25, high: 50 } });
    expect(answer.evidence.offers % 5).toBe(0);
    expect(answer.evidence.newest).toMatch(/^\d{4}-Q[1-4]$/);
    expect(answer.suppressed).toBeNull();
  });

  test('a lead and an admin are answered as a member is', async () => {
    const plain = await worth(question);
    for (const role of ['lead', 'admin'] as const)
      expect(await worth(question, await api.bearer(role, role))).toEqual(plain);
  });

  test('the owner on this machine keeps the full engine', async () => {
    const body = (await api.client.get(`${WORTH}?${question}`).expect(200)).body as WorthAnswer;
    expect(body).toMatchObject({ position: { percentile: expect.any(Number) } });
    expect(body.evidence.offers).not.toBe((await worth(question)).evidence.offers);
  });

  test('guidance follows from the release, and says between which percentiles a pay stands', async () => {
    const path = `/api/v1/guidance?${question}&offer=Fjord=84000&walkAway=70000`;
    const plan = planSchema.parse((await api.client.get(path).set('Authorization', member).expect(200)).body);
    expect(plan.worth).toEqual(await worth(question));
    expect(plan.text).toContain('stands between the 25th and the 50th percentile');
    expect(plan.alternatives.map(({ percentile }) => percentile)).toEqual([null, null]);
    expect(plan.ask?.percentile).toBeGreaterThanOrEqual(50);
  });

  test('which batch brought an interview is told to an admin alone', async () => {
    for (const [role, told] of [
      ['member', false],
      ['lead', false],
      ['admin', true],
    ] as const) {
      const authorization = await api.bearer(`batch-${role}`, role);
      const add = api.client.post('/api/v1/interviews').set('Authorization', authorization);
      const added = (await add.send({ role: 'SRE', stage: 'offer' }).expect(201)).body as { id: string };
      const get = (path: string) => api.client.get(path).set('Authorization', authorization).expect(200);
      const read = (await get(`/api/v1/interviews/${added.id}`)).body as object;
      const { items } = (await get('/api/v1/interviews')).body as { items: object[] };
      expect([added, read, ...items].map((item) => 'batch' in item)).toEqual([told, told, told]);
    }
  });

  test('a member’s own rows are theirs in full, and move no figure', async () => {
    const before = await worth(question);
    const own = {
      role: 'Backend Engineer',
      level: 'senior',
      country: 'DE',
      pay: 123_456,
      currency: 'EUR',
      period: 'year',
    };
    await api.client.post('/api/v1/interviews').set('Authorization', member).send(own).expect(201);
    const { text } = await api.client.get('/api/v1/interviews').set('Authorization', member).expect(200);
    expect(text).toContain('123456');
    expect(await worth(question)).toEqual(before);
    expect(await makeStoreRelease('team', api.context)).toMatchObject({ changed: false });
    expect(await worth(question)).toEqual(before);
  });

  test('an answer is named after the release, and stays so while the release does', async () => {
    const tag = async (): Promise<unknown> =>
      (await api.client.get(`${WORTH}?${question}`).set('Authorization', member)).headers['etag'];
    const before = await tag();
    const csv = 'role,pay,currency,period,tax\nBackend Engineer,71000,EUR,year,gross\n';
    const admin = await api.bearer('root', 'admin');
    await api.client
      .post('/api/v1/imports')
      .set('Authorization', admin)
      .type('text/csv')
      .send(csv)
      .expect(201);
    expect(await tag()).toBe(before);
    await makeStoreRelease('strict', api.context);
    expect(await tag()).not.toBe(before);
    await makeStoreRelease('team', api.context);
  });

  test('figures about the server are for admins', async () => {
    await api.client.get('/metrics').set('Authorization', member).expect(403);
    await api.client
      .get('/metrics')
      .set('Authorization', await api.bearer('root', 'admin'))
      .expect(200);
  });
});

test('where nothing is released yet there is no answer, and it says so', async () => {
  const empty = await startApi({ preset: 'team' });
  const ada = await empty.bearer('ada', 'member');
  const answer = await empty.client.get(`${WORTH}?${question}`).set('Authorization', ada).expect(200);
  expect(answer.body).toMatchObject({
    percentiles: [],
    suppressed: { reason: expect.stringContaining('released') },
  });
  await empty.close();
});

test('a release that protects less than the server promises counts as none', async () => {
  const strict = await startApi({ example: true, preset: 'strict' });
  const ada = await strict.bearer('ada', 'member');
  const percentiles = async (): Promise<number> => {
    const answer = await strict.client.get(`${WORTH}?${question}`).set('Authorization', ada).expect(200);
    return worthAnswerSchema.parse(answer.body).percentiles.length;
  };
  expect(await percentiles()).toBeGreaterThan(0);
  await makeStoreRelease('team', strict.context);
  expect(await percentiles()).toBe(0);
  await strict.close();
});

describe('skills where pay is shared', () => {
  const SKILLS = '/api/v1/skills/comparison?role=Backend+Engineer&have=Kafka,Fortran';
  const comparison = async (authorization = member) =>
    comparisonSchema.parse(
      (await api.client.get(SKILLS).set('Authorization', authorization).expect(200)).body,
    );

  test('are compared with what is released: rounded, and one’s own that is not released says so', async () => {
    const { skills, peers, premiums, suppressed, asOf } = await comparison();
    expect(suppressed).toBeNull();
    expect(asOf).toMatch(/^\d{4}-Q[1-4]$/);
    expect(skills.length).toBeGreaterThan(3);
    for (const { demand } of skills) expect(Math.abs((40 * demand.share) % 1)).toBeLessThan(1e-9);
    expect([peers.offers % 5, premiums!.offers % 5]).toEqual([0, 0]);
    const fortran = skills.find(({ skill }) => skill === 'Fortran');
    expect(fortran).toMatchObject({ have: true, withheld: 'notReleased', offersWith: 0 });
  });

  test('one’s own interviews are told in full beside what is released of everybody’s', async () => {
    const own = {
      role: 'Backend Engineer',
      date: '2026-09-01',
      stage: 'technical',
      outcome: 'rejected',
      skillsAsked: ['Kafka', 'Fortran'],
      skillsMissed: ['Fortran'],
    };
    const [before, tom] = [await comparison(), await api.bearer('tom', 'member')];
    await api.client.post('/api/v1/interviews').set('Authorization', tom).send(own).expect(201);
    const after = await comparison(tom);
    expect(after.interviews.skills).toEqual([
      { skill: 'Fortran', asked: 1, passRate: 1 / 3, everyone: null },
      {
        skill: 'Kafka',
        asked: 1,
        passRate: 2 / 3,
        everyone: expect.objectContaining({ asked: expect.any(Number) }),
      },
    ]);
    expect(after.skills).toEqual(before.skills);
    expect(await comparison()).toEqual(before);
  });

  test('demand follows from the release, offers and interviews apart', async () => {
    const path = '/api/v1/demand?role=Backend+Engineer&level=senior&workMode=remote';
    const demand = demandSchema.parse(
      (await api.client.get(path).set('Authorization', member).expect(200)).body,
    );
    expect(demand.widened).toContain('any work mode');
    expect(demand.rows % 5).toBe(0);
    expect(demand.interviews!.rows).toBeGreaterThan(10);
  });

  test('of a role of which nothing is released say so, whether there are offers of it or not', async () => {
    const answer = await api.client
      .get('/api/v1/demand?role=Gardener')
      .set('Authorization', member)
      .expect(200);
    expect(answer.body).toMatchObject({
      skills: [],
      suppressed: { reason: 'Nothing is released of the skills of the role "Gardener".' },
    });
  });
});
