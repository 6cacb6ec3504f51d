import { describe, expect, test } from '@jest/globals';
import { askComparison } from '../../src/app/compare-skills.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { askDemand } from '../../src/app/show-demand.js';
import { comparisonSchema, type Comparison } from '../../src/domain/comparison.js';
import { demandSchema } from '../../src/domain/demand.js';
import { planSchema } from '../../src/domain/plan.js';
import { startApi, useApi } from './api.js';

const SKILLS = '/api/v1/skills/comparison';
const DEMAND = '/api/v1/demand';
const question = 'role=Senior+Backend+Engineer&location=Berlin&have=Kafka&have=Kubernetes';
const asked = { role: 'Senior Backend Engineer', location: 'Berlin', skills: ['Kafka', 'Kubernetes'] };

const api = useApi({ example: true });

describe('skills against peers over HTTP', () => {
  test('are what the use case answers, in the shape of the contract', async () => {
    const { client, context } = await api();
    const body: unknown = (await client.get(`${SKILLS}?${question}`).expect(200)).body;
    const answer = (await askComparison(asked, context, createMarketSource(context))).work();
    expect(body).toEqual(JSON.parse(JSON.stringify(answer)));
    const comparison = comparisonSchema.parse(body);
    expect(
      comparison.skills
        .filter(({ have }) => have)
        .map(({ skill }) => skill)
        .sort(),
    ).toEqual(asked.skills);
  });

  test('take a list by repetition or by commas, and fill it from the profile', async () => {
    const { client } = await api();
    const repeated = await client.get(`${SKILLS}?${question}`);
    const commas = await client.get(
      `${SKILLS}?role=Senior+Backend+Engineer&location=Berlin&have=Kafka,Kubernetes`,
    );
    expect(commas.body).toEqual(repeated.body);
    await client.put('/api/v1/profile').send(asked).expect(200);
    expect((await client.get(SKILLS)).body).toEqual(repeated.body);
    await client.put('/api/v1/profile').send({}).expect(200);
  });

  test('of a role that nobody has are suppressed, with the whole shape and the nearest roles', async () => {
    const { client } = await api();
    for (const [path, schema] of [
      [SKILLS, comparisonSchema],
      [DEMAND, demandSchema],
    ] as const) {
      const { suppressed, skills } = schema.parse((await client.get(`${path}?role=Backend+Enginear`)).body);
      expect(skills).toEqual([]);
      expect(suppressed!.nearest).toContain('Backend Engineer');
    }
  });

  test('are not sent again to who has them', async () => {
    const { client } = await api();
    for (const path of [`${SKILLS}?${question}`, `${DEMAND}?role=Backend+Engineer`]) {
      const { etag } = (await client.get(path)).headers as { etag: string };
      await client.get(path).set('If-None-Match', etag).expect(304);
    }
  });

  test('refuse parameters that they do not take', async () => {
    const { client } = await api();
    await client.get(`${DEMAND}?role=SRE&pay=80000`).expect(400);
    await client.get(`${SKILLS}?role=SRE&skills=Kafka`).expect(400);
  });
});

test('demand over HTTP is what the use case answers, offers and interviews apart', async () => {
  const { client, context } = await api();
  const body: unknown = (await client.get(`${DEMAND}?role=Backend+Engineer`).expect(200)).body;
  const answer = (await askDemand({ role: 'Backend Engineer' }, context, createMarketSource(context))).work();
  expect(body).toEqual(JSON.parse(JSON.stringify(answer)));
  const demand = demandSchema.parse(body);
  expect(demand.skills.length).toBeGreaterThan(5);
  expect(demand.interviews!.rows).toBeGreaterThan(30);
});

test('guidance names own skills whose premium is stated among its reasons', async () => {
  const { client } = await api();
  const of = 'role=Backend+Engineer&country=DE';
  const all = comparisonSchema.parse((await client.get(`${SKILLS}?${of}`)).body);
  const paid = all.skills.filter(({ premium }) => premium !== null && premium.low > 0);
  expect(paid.length).toBeGreaterThan(0);
  const [{ skill, premium, offersWith }] = paid as [Comparison['skills'][number]];
  const plan = planSchema.parse((await client.get(`/api/v1/guidance?${of}&skill=${skill}`).expect(200)).body);
  const reason = plan.reasons.find(({ text }) => text.includes(`You have ${skill},`));
  expect(reason).toMatchObject({ figure: premium!.percent, offers: offersWith });
});

describe('own interviews', () => {
  const comparisonOf = async (person: string): Promise<Comparison> => {
    const { client, bearer } = await shared();
    const answer = client.get(`${SKILLS}?${question}`).set('Authorization', await bearer(person, 'member'));
    return comparisonSchema.parse((await answer.expect(200)).body);
  };
  const shared = useApi({ access: { boundToLoopback: false }, example: true });

  test('are those of who asks, and of nobody else', async () => {
    const [one, other] = [await comparisonOf('person-22'), await comparisonOf('nobody')];
    expect(one.interviews.skills.length).toBeGreaterThan(3);
    expect(other.interviews).toEqual({ skills: [], stages: [] });
    expect(other.skills).toEqual(one.skills);
  });
});

test('where nothing of skills may be told, the answer says so, and holds no figure', async () => {
  const { client, close } = await startApi({
    example: 60,
    market: () => () =>
      Promise.resolve({
        dataVersion: 'released',
        knows: () => true,
        estimate: () => {
          throw new Error('not asked');
        },
        percentile: () => null,
      }),
  });
  try {
    for (const path of [SKILLS, DEMAND]) {
      const answer = await client.get(`${path}?role=Backend+Engineer`).expect(200);
      expect(answer.body as object).toMatchObject({
        skills: [],
        suppressed: { reason: expect.stringContaining('released') },
      });
    }
  } finally {
    await close();
  }
});
