import { afterAll, describe, expect, test } from '@jest/globals';
import { estimateWorth } from '../../src/app/estimate-worth.js';
import { guideNegotiation } from '../../src/app/guide-negotiation.js';
import { createMarketSource } from '../../src/app/market-source.js';
import { estimateSchema, type Estimate } from '../../src/domain/estimate.js';
import { planSchema, type Plan } from '../../src/domain/plan.js';
import { startApi, useApi, type TestApi } from './api.js';

const WORTH = '/api/v1/market-worth';
const question =
  'role=Senior+Backend+Engineer&skills=Kafka&skills=Kubernetes&location=Berlin&years=8&pay=80000';
const asked = {
  role: 'Senior Backend Engineer',
  skills: ['Kafka', 'Kubernetes'],
  location: 'Berlin',
  years: 8,
  pay: 80_000,
};

const api = useApi({ example: true });
const apart: TestApi[] = [];

/** An API of its own, for tests that change what it holds. */
async function startApart(): Promise<TestApi> {
  const started = await startApi({ example: 60 });
  apart.push(started);
  return started;
}

afterAll(async () => {
  await Promise.all(apart.map((started) => started.close()));
});

describe('market worth over HTTP', () => {
  test('is what the use case answers', async () => {
    const { client, context } = await api();
    const body: unknown = (await client.get(`${WORTH}?${question}`).expect(200)).body;
    expect(body).toEqual(await estimateWorth(asked, context, createMarketSource(context)));
    expect(estimateSchema.parse(body).percentiles).toHaveLength(5);
  });

  test('tells how the middle went, quarter by quarter, where that is asked for', async () => {
    const { client, context } = await api();
    const body: unknown = (await client.get(`${WORTH}?${question}&trend=true`).expect(200)).body;
    expect(body).toEqual(
      await estimateWorth({ ...asked, trend: true }, context, createMarketSource(context)),
    );
    expect(estimateSchema.parse(body).trend?.length).toBeGreaterThan(1);
    await client.get(`${WORTH}?${question}&trend=often`).expect(400);
  });

  test('takes a list by repetition, by commas, and by the name it has on the command line', async () => {
    const { client } = await api();
    const repeated = await client.get(`${WORTH}?${question}`);
    const plain = question.replace('skills=Kafka&skills=Kubernetes', '');
    for (const skills of [
      'skills=Kafka,Kubernetes',
      'skill=Kafka&skill=Kubernetes',
      'skill=k8s&skills=Kafka',
    ]) {
      expect((await client.get(`${WORTH}?${plain}&${skills}`)).body).toEqual(repeated.body);
    }
  });

  test('without data for an answer has the full shape and says what is missing', async () => {
    const { client } = await api();
    const body: unknown = (await client.get(`${WORTH}?role=Lighthouse+Keeper`).expect(200)).body;
    const estimate = estimateSchema.parse(body);
    expect(estimate.percentiles).toEqual([]);
    expect(estimate.suppressed?.nearest.length).toBeGreaterThan(0);
  });

  test.each(['role', 'level', 'skills', 'location', 'country', 'employer'])(
    'a %s of nothing but blanks is refused by its name',
    async (name) => {
      const { client } = await api();
      for (const blank of ['%20', '%09%E2%80%8B', '%C2%A0']) {
        const words = name === 'role' ? `role=${blank}` : `role=Backend+Engineer&${name}=${blank}`;
        const refused = await client.get(`${WORTH}?${words}`).expect(400);
        expect((refused.body as { detail: string }).detail).toContain(name);
      }
    },
  );

  test('takes the saved profile as its default', async () => {
    const { client } = await startApart();
    await client.put('/api/v1/profile').send({ role: 'Data Engineer', country: 'DE' }).expect(200);
    const { body } = (await client.get(`${WORTH}?level=senior`).expect(200)) as { body: Estimate };
    expect(body.query).toMatchObject({ role: 'Data Engineer', country: 'DE', level: 'senior' });
  });

  test.each([
    ['a role that is missing', '', 'No role was given'],
    ['a misspelt parameter', 'role=x&yeers=3', 'Did you mean years?'],
    ['a parameter given twice', 'role=x&role=y', 'role: found ["x","y"]'],
    ['an operator', 'role[$ne]=x', 'Did you mean role?'],
    ['a prototype', '__proto__=x', 'unknown name "__proto__"'],
    ['a number that is none', 'role=x&years=eight', 'years: found "eight"'],
    ['a number that is too large', 'role=x&pay=1e400', 'pay: found'],
    ['a pay below zero', 'role=x&pay=-5', 'pay: found -5'],
    ['years that cannot be', 'role=x&years=200', 'years: found 200'],
    ['a currency that does not exist', 'role=x&currency=XXQ', 'currency: found "XXQ"'],
    ['a country that does not exist', 'role=x&country=Atlantis', 'country: found "Atlantis"'],
    ['a date that does not exist', 'role=x&asOf=2024-02-30', 'asOf: found "2024-02-30"'],
    ['a word that is not among those expected', 'role=x&basis=gross', 'basis: found "gross"'],
  ])('refuses %s, and says what it found', async (_name, query, found) => {
    const { client } = await api();
    const response = await client.get(`${WORTH}?${query}`).expect(400);
    const body: unknown = response.body;
    expect(response.type).toBe('application/problem+json');
    expect(body).toMatchObject({
      code: 'QUERY_INVALID',
      status: 400,
      detail: expect.stringContaining(found),
    });
  });

  test('is compressed where the client takes that', async () => {
    const { client } = await api();
    const packed = await client.get(`${WORTH}?${question}`).set('Accept-Encoding', 'gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    const plain = await client.get(`${WORTH}?${question}`).set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-length']).toBe(String(Buffer.byteLength(plain.text)));
    expect(packed.body).toEqual(plain.body);
  });
});

describe('a conditional request', () => {
  test('is answered without a body while the answer is the same', async () => {
    const { client } = await api();
    const first = await client.get(`${WORTH}?${question}`);
    const { etag } = first.headers as { etag: string };
    const again = await client.get(`${WORTH}?${question}`).set('If-None-Match', etag).expect(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(etag);
    await client.get(`${WORTH}?${question}`).set('If-None-Match', `"other", ${etag}`).expect(304);
    await client.get(`${WORTH}?${question}`).set('If-None-Match', '"other"').expect(200);
  });

  test('has one name for one question, however it is put, and another for another', async () => {
    const { client } = await api();
    const tag = async (query: string): Promise<unknown> =>
      (await client.get(`${WORTH}?${query}`)).headers['etag'];
    const plain = await tag('role=Data+Engineer&country=DE&skills=Kafka');
    expect(await tag('skills=kafka&country=Germany&role=Data+Engineer')).toBe(plain);
    expect(await tag('role=Data+Engineer&country=DE&skills=Kafka&quantile=hf7')).not.toBe(plain);
    expect(await tag('role=Data+Engineer&country=DE&skills=Kafka&pay=1000')).not.toBe(plain);
  });

  test('is answered anew once the offers change, and as before once they are as before', async () => {
    const { client } = await startApart();
    const path = `${WORTH}?role=Data+Engineer`;
    const before = await client.get(path);
    const csv = 'role,pay,currency,period,tax\nData Engineer,71000,EUR,year,gross\n';
    const added = await client.post('/api/v1/imports').type('text/csv').send(csv).expect(201);
    const { batch } = added.body as { batch: number };
    const after = await client
      .get(path)
      .set('If-None-Match', before.headers['etag'] as string)
      .expect(200);
    expect((after.body as Estimate).evidence.offers).toBeGreaterThan(
      (before.body as Estimate).evidence.offers,
    );
    await client.delete(`/api/v1/imports/${batch}`).expect(200);
    expect((await client.get(path)).body).toEqual(before.body);
  });

  test('names the answer alike in every process over equal stores', async () => {
    const [one, other] = [await startApart(), await startApart()];
    const answers = await Promise.all([one, other].map(({ client }) => client.get(`${WORTH}?${question}`)));
    expect(answers[0]!.headers['etag']).toBe(answers[1]!.headers['etag']);
    expect(answers[0]!.text).toBe(answers[1]!.text);
  });
});

describe('guidance over HTTP', () => {
  const wishes = 'offer=Fjord+Pay%3D84000,4000&walkAway=78000&stated=90000&targetPercentile=60';

  test('is what the use case answers', async () => {
    const { client, context } = await api();
    const body: unknown = (await client.get(`/api/v1/guidance?${question}&${wishes}`).expect(200)).body;
    const plan = {
      targetPercentile: 60,
      offers: [{ name: 'Fjord Pay', base: 84_000, bonus: 4000 }],
      walkAway: 78_000,
      stated: [90_000],
    };
    expect(body).toEqual(await guideNegotiation(asked, plan, context, createMarketSource(context)));
    expect(planSchema.parse(body).ask?.percentile).toBe(60);
  });

  test('of thin evidence names no figure', async () => {
    const { client } = await api();
    const { body } = (await client.get('/api/v1/guidance?role=Lighthouse+Keeper').expect(200)) as {
      body: Plan;
    };
    expect(body.ask).toBeNull();
    expect(body.missing.length).toBeGreaterThan(0);
  });

  test.each(['offer=Acme', 'offer=Acme=lots', 'offer==5', 'targetPercentile=100', 'stated=0'])(
    'refuses %s',
    async (wish) => {
      const { client } = await api();
      const body: unknown = (await client.get(`/api/v1/guidance?role=x&${wish}`).expect(400)).body;
      expect(body).toMatchObject({ code: 'QUERY_INVALID' });
    },
  );
});
