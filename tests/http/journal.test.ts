import { describe, expect, test } from '@jest/globals';
import type { InterviewDocument } from '../../src/contract/interview.js';
import { useApi } from './api.js';

const INTERVIEWS = '/api/v1/interviews';

const given = {
  date: '2026-05-12',
  employer: 'Fjord Pay',
  title: 'Sr. Backend Eng',
  location: 'Berlin',
  skills: ['k8s', 'Kafka', 'Kubernetes'],
  stage: 'Offer',
  outcome: 'offered',
  pay: 84_000.5,
  currency: 'EUR',
  period: 'year',
  tax: 'gross',
  askedPay: 90_000,
};

const api = useApi();

async function add(body: object = given): Promise<{ id: string; etag: string; body: InterviewDocument }> {
  const { client } = await api();
  const response = await client.post(INTERVIEWS).send(body).expect(201);
  const document = response.body as InterviewDocument;
  expect(response.headers['location']).toBe(`${INTERVIEWS}/${document.id}`);
  return { id: document.id, etag: response.headers['etag'] as string, body: document };
}

describe('an interview that is added', () => {
  test('is kept in the words of the vocabulary, with money as it was given', async () => {
    const { client } = await api();
    const { id, body } = await add();
    expect(body).toMatchObject({
      title: 'Sr. Backend Eng',
      role: 'Backend Engineer',
      level: 'senior',
      skills: ['Kubernetes', 'Kafka'],
      country: 'DE',
      city: 'Berlin',
      payMin: 84_000.5,
      payMax: 84_000.5,
      askedPay: 90_000,
    });
    expect((await client.get(`${INTERVIEWS}/${id}`).expect(200)).body).toEqual(body);
  });

  test('counts among the offers that questions are answered from, and is no import', async () => {
    const { client } = await api();
    await add({ ...given, title: undefined, role: 'Wind Tunnel Keeper' });
    const worth: unknown = (await client.get('/api/v1/market-worth?role=Wind+Tunnel+Keeper')).body;
    expect(worth).toMatchObject({ exactCohort: { offers: 1 } });
    expect((await client.get('/api/v1/imports')).body).toEqual({ items: [], next: null });
    await client.get('/api/v1/imports/1').expect(404);
    await client.delete('/api/v1/imports/1').expect(404);
  });

  test('may tell of an interview alone, or of a range with an open end', async () => {
    expect(
      (await add({ role: 'SRE', stage: 'phone screen', outcome: 'rejected' })).body.payMin,
    ).toBeUndefined();
    const { body } = await add({ role: 'SRE', payMin: 70_000, currency: 'EUR', period: 'year' });
    expect([body.payMin, body.payMax]).toEqual([70_000, undefined]);
    const yen = await add({ role: 'SRE', pay: 7_000_000, currency: 'JPY', period: 'year' });
    expect(yen.body.payMin).toBe(7_000_000);
  });

  test.each([
    ['says nothing', { role: 'SRE' }, 'Found no pay'],
    ['has a pay without a currency', { pay: 1, period: 'year' }, 'currency: found none beside'],
    ['has a pay without a period', { pay: 1, currency: 'EUR' }, 'period: found none'],
    [
      'has a currency that does not exist',
      { pay: 1, currency: 'XXQ', period: 'year' },
      'currency: found XXQ',
    ],
    ['has bounds the wrong way round', { payMin: 2, payMax: 1, currency: 'EUR', period: 'year' }, 'payMin'],
    [
      'has a point beside a bound',
      { pay: 2, payMax: 1, currency: 'EUR', period: 'year' },
      'pay: found beside',
    ],
    ['has a pay that no one is paid', { pay: 3, currency: 'EUR', period: 'year' }, 'between'],
    [
      'has a country that does not exist',
      { stage: 'offer', country: 'Atlantis' },
      'country: found "Atlantis"',
    ],
    ['has a field that does not exist', { stage: 'offer', employeer: 'x' }, 'Did you mean employer?'],
    ['has an operator for a value', { stage: { $gt: '' } }, 'stage: found {"$gt":""}'],
    ['has a half of a character', { stage: '\ud800' }, 'whole characters'],
    ['has a date that does not exist', { stage: 'offer', date: '2026-02-30' }, 'date: found "2026-02-30"'],
    ['has a rating beyond the scale', { stage: 'offer', culture: 6 }, 'culture: found 6'],
    ['names its contributor', { stage: 'offer', contributor: 'eve' }, 'unknown name "contributor"'],
  ])('and %s is refused', async (_name, body, found) => {
    const { client } = await api();
    const response = await client.post(INTERVIEWS).send(body).expect(400);
    expect(response.body).toMatchObject({ code: 'BODY_INVALID', detail: expect.stringContaining(found) });
  });

  test.each([
    ['no JSON', 'application/json', '{', 400, 'BODY_INVALID'],
    ['JSON that is no object', 'application/json', '[]', 400, 'BODY_INVALID'],
    ['of another type', 'text/plain', '{}', 415, 'BODY_TYPE_UNKNOWN'],
    ['in an unknown character set', 'application/json; charset=x', '{}', 415, 'BODY_TYPE_UNKNOWN'],
    ['too large', 'application/json', `{"notes":"${'x'.repeat(70_000)}"}`, 413, 'BODY_TOO_LARGE'],
  ])('as a body that is %s is refused', async (_name, type, body, status, code) => {
    const { client } = await api();
    const response = await client.post(INTERVIEWS).set('Content-Type', type).send(body).expect(status);
    expect(response.body).toMatchObject({ code });
  });
});

describe('an interview that is changed', () => {
  test('is replaced whole by PUT, and stays itself', async () => {
    const { client } = await api();
    const { id } = await add();
    const next = { role: 'SRE', stage: 'final', outcome: 'rejected' };
    const { body } = (await client.put(`${INTERVIEWS}/${id}`).send(next).expect(200)) as {
      body: InterviewDocument;
    };
    expect(body).toMatchObject({ id, role: 'Site Reliability Engineer', outcome: 'rejected' });
    expect(body.payMin).toBeUndefined();
    expect(body.employer).toBeUndefined();
  });

  test('keeps by PATCH what is not named; null removes, a new title is read anew', async () => {
    const { client } = await api();
    const { id, body: before } = await add();
    const patch = async (changes: object): Promise<InterviewDocument> =>
      (await client.patch(`${INTERVIEWS}/${id}`).send(changes).expect(200)).body as InterviewDocument;
    expect(await patch({ outcome: 'accepted', acceptedPay: 85_000 })).toEqual({
      ...before,
      outcome: 'accepted',
      acceptedPay: 85_000,
      batch: expect.any(Number),
    });
    expect((await patch({ employer: null })).employer).toBeUndefined();
    expect(await patch({ pay: 86_000 })).toMatchObject({ payMin: 86_000, payMax: 86_000 });
    expect(await patch({ payMax: null })).not.toHaveProperty('payMax');
    expect(await patch({ title: 'Junior Data Engineer' })).toMatchObject({
      role: 'Data Engineer',
      level: 'junior',
    });
    const type = 'application/merge-patch+json';
    await client.patch(`${INTERVIEWS}/${id}`).set('Content-Type', type).send('{"notes":"x"}').expect(200);
    await client.patch(`${INTERVIEWS}/${id}`).send({ stage: null, outcome: null, payMin: null }).expect(400);
  });

  test('is not changed by what it says already', async () => {
    const { client, context } = await api();
    const { id, body } = await add();
    const before = await context.store.sequence();
    expect((await client.put(`${INTERVIEWS}/${id}`).send(given).expect(200)).body).toEqual(body);
    expect(await context.store.sequence()).toBe(before);
  });

  test('is left alone where it is not what its changer knows', async () => {
    const { client } = await api();
    const { id, etag } = await add();
    const path = `${INTERVIEWS}/${id}`;
    const changed = await client.patch(path).set('If-Match', etag).send({ notes: 'a' }).expect(200);
    expect(changed.headers['etag']).not.toBe(etag);
    for (const attempt of [
      client.patch(path).set('If-Match', etag).send({ notes: 'b' }),
      client.put(path).set('If-Match', etag).send(given),
      client.delete(path).set('If-Match', etag),
    ]) {
      expect((await attempt.expect(412)).body).toMatchObject({ code: 'INTERVIEW_CHANGED' });
    }
    expect((await client.get(path)).body).toMatchObject({ notes: 'a' });
    await client.delete(path).set('If-Match', '*').expect(204);
  });

  test('keeps all changes of several parts at the same moment', async () => {
    const { client } = await api();
    const { id } = await add();
    const changes = [{ notes: 'a' }, { manager: 4 }, { culture: 5 }];
    await Promise.all(changes.map((change) => client.patch(`${INTERVIEWS}/${id}`).send(change).expect(200)));
    expect((await client.get(`${INTERVIEWS}/${id}`)).body).toMatchObject({
      notes: 'a',
      manager: 4,
      culture: 5,
    });
  });

  test('is gone once it is deleted', async () => {
    const { client } = await api();
    const { id } = await add();
    await client.delete(`${INTERVIEWS}/${id}`).expect(204);
    for (const attempt of [
      client.get(`${INTERVIEWS}/${id}`),
      client.delete(`${INTERVIEWS}/${id}`),
      client.put(`${INTERVIEWS}/${id}`).send(given),
      client.patch(`${INTERVIEWS}/${id}`).send({}),
    ]) {
      expect((await attempt.expect(404)).body).toMatchObject({ code: 'INTERVIEW_NOT_FOUND' });
    }
  });
});

describe('the list of interviews', () => {
  test('is read page by page, the newest first, and has the rows of own imports', async () => {
    const { client } = await api();
    const csv = 'role,pay,currency,period\nData Engineer,61000,EUR,year\nData Engineer,62000,EUR,year\n';
    await client.post('/api/v1/imports').type('text/csv').send(csv).expect(201);
    await client
      .post('/api/v1/imports?public=true')
      .type('text/csv')
      .send(csv.replaceAll('Data', 'QA'))
      .expect(201);
    const { id } = await add();
    type Page = { items: InterviewDocument[]; next: string | null };
    const all = (await client.get(`${INTERVIEWS}?limit=200`).expect(200)).body as Page;
    expect(all.next).toBeNull();
    expect(all.items[0]!.id).toBe(id);
    expect(all.items.filter(({ payMin }) => payMin === 61_000 || payMin === 62_000)).toHaveLength(2);
    const seen: InterviewDocument[] = [];
    for (let cursor = ''; ;) {
      const page = (await client.get(`${INTERVIEWS}?limit=2${cursor}`).expect(200)).body as Page;
      seen.push(...page.items);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.items);
  });

  test.each(['cursor=abc', 'limit=0', 'limit=1000', 'limit=x', 'page=2'])('refuses %s', async (query) => {
    const { client } = await api();
    expect((await client.get(`${INTERVIEWS}?${query}`).expect(400)).body).toMatchObject({
      code: 'QUERY_INVALID',
    });
  });
});

describe('the profile', () => {
  test('is empty until one is saved, and then what was saved last', async () => {
    const { client } = await api();
    expect((await client.get('/api/v1/profile').expect(200)).body).toEqual({});
    const profile = { role: 'Backend Engineer', skills: ['Kafka'], years: 8 };
    await client.put('/api/v1/profile').send(profile).expect(200);
    await client.put('/api/v1/profile').send({ role: 'SRE' }).expect(200);
    expect((await client.get('/api/v1/profile')).body).toEqual({ role: 'SRE' });
    await client.put('/api/v1/profile').send({ role: '' }).expect(400);
    await client.put('/api/v1/profile').send({ roles: 'x' }).expect(400);
  });
});
