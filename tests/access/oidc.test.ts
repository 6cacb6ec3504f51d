import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair, UnsecuredJWT, type JWTPayload } from 'jose';
import { startApi, type TestApi } from '../http/api.js';
import { IdentityProvider } from './identity-provider.js';

let provider: IdentityProvider;
let api: TestApi;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  const oidc = { issuer: provider.issuer, audience: 'market-worth', roleClaim: 'role' };
  api = await startApi({ access: { boundToLoopback: false, oidc } });
});

afterAll(async () => {
  await api.close();
  await provider.stop();
});

async function statusOf(token: string, path = '/api/v1/profile'): Promise<number> {
  return (await api.client.get(path).set('Authorization', `Bearer ${token}`)).status;
}

describe('a token of the identity provider', () => {
  test('lets its subject in, as a member unless it says more', async () => {
    const ada = await provider.sign({ sub: 'ada@example.com' });
    await api.client
      .put('/api/v1/profile')
      .set('Authorization', `Bearer ${ada}`)
      .send({ role: 'SRE' })
      .expect(200);
    expect(await api.context.store.profile('ada@example.com')).toEqual({ role: 'SRE' });
    expect(await statusOf(ada, '/api/v1/imports')).toBe(403);
  });

  test.each([
    ['admin', 200],
    [['member', 'admin'], 200],
    ['lead', 403],
    ['owner', 403],
    [['Admin'], 403],
    [{ admin: true }, 403],
  ])('whose role claim is %j gets %d from what needs an admin', async (role, status) => {
    expect(await statusOf(await provider.sign({ sub: 'ada', role }), '/api/v1/imports')).toBe(status);
  });

  test.each<readonly [string, JWTPayload]>([
    ['that has expired', { sub: 'ada', exp: 1000 }],
    ['that is not valid yet', { sub: 'ada', nbf: Math.floor(Date.now() / 1000) + 3600 }],
    ['for another audience', { sub: 'ada', aud: 'another' }],
    ['of another issuer', { sub: 'ada', iss: 'https://evil.example' }],
    ['without a subject', {}],
    ['with a subject that is no name', { sub: 'a b' }],
    ['that never expires', { sub: 'ada', exp: undefined as never }],
  ])('%s is refused', async (_name, claims) => {
    expect(await statusOf(await provider.sign(claims))).toBe(401);
  });

  test('that is signed by someone else, or by no one, or by a shared secret, is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await statusOf(await provider.sign({ sub: 'ada' }, privateKey))).toBe(401);
    const claims = { sub: 'ada', iss: provider.issuer, aud: 'market-worth', exp: 4_000_000_000 };
    expect(await statusOf(new UnsecuredJWT(claims).encode())).toBe(401);
    const [head, body] = [{ alg: 'HS256', kid: 'key-0' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    expect(await statusOf(`${head}.${body}.${Buffer.from('x').toString('base64url')}`)).toBe(401);
    expect(await statusOf('not.a.token')).toBe(401);
  });

  test('is checked with keys that are kept', async () => {
    await statusOf(await provider.sign({ sub: 'ada' }));
    const before = provider.keyRequests;
    for (let i = 0; i < 5; i++) expect(await statusOf(await provider.sign({ sub: 'ada' }))).toBe(200);
    expect(provider.keyRequests).toBe(before);
  });
});

test('while the identity provider is away, its tokens are answered with 503, and it heals by itself', async () => {
  const away = await IdentityProvider.start();
  const oidc = { issuer: away.issuer, audience: 'market-worth', roleClaim: 'role' };
  const other = await startApi({ access: { boundToLoopback: false, oidc } });
  try {
    const authorization = `Bearer ${await away.sign({ sub: 'ada' })}`;
    const own = await other.bearer('ada', 'member');
    const get = (token: string) => other.client.get('/api/v1/profile').set('Authorization', token);
    away.up = false;
    const refused = await get(authorization).expect(503);
    expect(refused.body).toMatchObject({ code: 'IDENTITY_UNREACHABLE' });
    expect(refused.headers['retry-after']).toBeDefined();
    await get(own).expect(200);
    away.up = true;
    await get(authorization).expect(200);
  } finally {
    await other.close();
    await away.stop();
  }
});
