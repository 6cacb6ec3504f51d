import { describe, expect, test } from '@jest/globals';
import { useApi } from '../http/api.js';

const api = useApi({
  access: { boundToLoopback: false },
  settings: { requestsAMinute: 5, refusalsAMinute: 3 },
});

describe('the rate limit', () => {
  test('counts the requests of each token by itself', async () => {
    const { client, bearer } = await api();
    const [ada, eve] = [await bearer('ada', 'member'), await bearer('eve', 'member')];
    const get = (token: string) => client.get('/api/v1/profile').set('Authorization', token);
    for (let i = 0; i < 5; i++) await get(ada).expect(200);
    const { body, headers } = (await get(ada).expect(429)) as {
      body: unknown;
      headers: Record<string, string>;
    };
    expect(body).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await get(eve).expect(200);
  });

  test('counts refused tokens of an address, and stops no one who has a good one', async () => {
    const { client, bearer } = await api();
    const get = (token: string) => client.get('/api/v1/profile').set('Authorization', token);
    for (let i = 0; i < 3; i++) await get(`Bearer mwt_${i}`).expect(401);
    await get('Bearer mwt_x').expect(429);
    await get(await bearer('lea', 'lead')).expect(200);
  });
});

describe('the owner on this machine', () => {
  const own = useApi({ settings: { requestsAMinute: 2 } });

  test('has no limit', async () => {
    const { client } = await own();
    for (let i = 0; i < 10; i++) await client.get('/api/v1/profile').expect(200);
  });
});
