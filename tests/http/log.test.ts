import { describe, expect, test } from '@jest/globals';
import { startApi, useApi } from './api.js';

const api = useApi({ access: { boundToLoopback: false } });

const secrets = ['81234', 'Adelheid', 'Fjord', 'Lighthouse', 'mwt_'];

describe('what the server says of its work', () => {
  test('names no person, no pay, no token and no question, in the log and in the metrics', async () => {
    const { client, bearer, log } = await api();
    const admin = await bearer('Adelheid', 'admin');
    const as = { Authorization: admin };
    const csv = 'role,pay,currency,period,employer\nLighthouse Keeper,81234,EUR,year,Fjord Pay\nx,y,z,,\n';
    await client.post('/api/v1/imports?source=Fjord').set(as).type('text/csv').send(csv).expect(201);
    await client.get('/api/v1/market-worth?role=Lighthouse+Keeper&pay=81234').set(as).expect(200);
    await client.get('/api/v1/market-worth?role=Lighthouse+Keeper&pay=-81234').set(as).expect(400);
    await client
      .post('/api/v1/interviews')
      .set(as)
      .send({ role: 'x', employer: 'Fjord', pay: 81_234 })
      .expect(400);
    await client.get('/api/v1/Adelheid/Fjord').set(as).expect(404);
    await client.get('/api/v1/profile').set('Authorization', 'Bearer mwt_wrong').expect(401);
    const metrics = await client.get('/metrics').set(as).expect(200);
    const said = log.join('') + metrics.text;
    expect(log.length).toBeGreaterThan(6);
    for (const secret of secrets) expect(said).not.toContain(secret);
  });

  test('names each request, by the name that it brings or by one of its own, and gives it back', async () => {
    const { client, log } = await api();
    const own = await client.get('/healthz').set('X-Request-Id', 'probe-7').expect(200);
    expect(own.headers['x-request-id']).toBe('probe-7');
    expect(log.at(-1)).toContain('"id":"probe-7"');
    const odd = await client.get('/nothing').set('X-Request-Id', 'a b{}').expect(404);
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(odd.body).toMatchObject({ requestId: odd.headers['x-request-id'] });
  });

  test('counts answers by route and status, offers, refits and imports', async () => {
    const { client, bearer } = await api();
    const as = { Authorization: await bearer('root', 'admin') };
    const csv = 'role,pay,currency,period\nSRE,70000,EUR,year\nSRE,bad,EUR,year\n';
    await client.post('/api/v1/imports').set(as).type('text/csv').send(csv).expect(201);
    await client.get('/api/v1/market-worth?role=SRE').set(as).expect(200);
    const { text, type } = await client.get('/metrics').set(as);
    expect(type).toBe('text/plain');
    expect(text).toMatch(/market_worth_http_request_seconds_count\{route="marketWorth",status="200"\} [1-9]/);
    expect(text).toMatch(/market_worth_offers [1-9]/);
    expect(text).toMatch(/market_worth_refits_total [1-9]/);
    expect(text).toMatch(/market_worth_imports_total\{outcome="committed"\} [1-9]/);
    expect(text).toMatch(/market_worth_import_rows_total\{fate="rejected"\} [1-9]/);
  });

  test('a defect is logged by its kind and place, and answered without them', async () => {
    const market = () => () => Promise.reject(new TypeError('81234 of Adelheid'));
    const { client, log, close } = await startApi({ market });
    const response = await client.get('/api/v1/market-worth?role=x').expect(500);
    await close();
    expect(response.body).toMatchObject({ code: 'DEFECT' });
    expect(response.text).not.toMatch(/81234|TypeError| at /);
    const line = log.find((entry) => entry.includes('"defect"'));
    expect(line).toContain('TypeError');
    expect(line).toContain('log.test');
    expect(line).not.toContain('81234');
  });
});
