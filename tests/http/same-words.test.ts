import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from './api.js';

const WORDS = '/api/v1/market-worth?role=Backend+Engineer';

interface Answer {
  readonly query: { readonly level?: string };
  readonly evidence: { readonly offers: number };
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ example: true });
});
afterAll(async () => {
  await api.close();
});

async function ask(token?: string): Promise<Answer> {
  const asked = api.client.get(WORDS);
  const reply = await (token === undefined ? asked : asked.set('Authorization', token)).expect(200);
  return reply.body as Answer;
}

test('the same words of another person are read with that person’s profile', async () => {
  const ann = await api.bearer('ann', 'member');
  await api.client.put('/api/v1/profile').set('Authorization', ann).send({ level: 'senior' }).expect(200);
  expect((await ask()).query.level).toBeUndefined();
  expect((await ask(ann)).query.level).toBe('senior');
  expect((await ask()).query.level).toBeUndefined();
});

test('the same words are read anew once the profile was changed', async () => {
  const bea = await api.bearer('bea', 'member');
  for (const level of ['junior', 'senior', 'junior']) {
    await api.client.put('/api/v1/profile').set('Authorization', bea).send({ level }).expect(200);
    expect((await ask(bea)).query.level).toBe(level);
  }
});

test('the same words are answered from newer offers once there are some', async () => {
  const before = await ask();
  expect(await ask()).toEqual(before);
  const csv =
    'role,country,pay,currency,period,tax,employer\nBackend Engineer,DE,71000,EUR,year,gross,Acme\n';
  await api.client.post('/api/v1/imports').type('text/csv').send(csv).expect(201);
  expect((await ask()).evidence.offers).toBe(before.evidence.offers + 1);
});

test('what is refused once is refused again', async () => {
  for (let i = 0; i < 2; i++) await api.client.get(`${WORDS}&rolle=x`).expect(400);
});
