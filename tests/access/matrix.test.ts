import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyRequest } from '../../scripts/prove/http/any-request.js';
import { sendRequest } from '../../scripts/prove/http/send-request.js';
import { addInterview } from '../../src/app/keep-journal.js';
import { createToken, revokeToken } from '../../src/app/access-tokens.js';
import { routeList } from '../../src/contract/routes.js';
import type { RouteContract } from '../../src/contract/route.js';
import { useApi, type TestApi } from '../http/api.js';

const settings = { refusalsAMinute: 10_000 };
const api = useApi({ access: { boundToLoopback: false }, example: 20, settings });

const callers = ['none', 'wrong', 'expired', 'revoked', 'member', 'other member', 'lead', 'admin'] as const;
type Caller = (typeof callers)[number];

/** What a server knows of those who ask it, and what there is to ask for. */
interface Asked {
  readonly port: number;
  readonly headers: ReadonlyMap<Caller, Record<string, string>>;
  /** An interview of `member`. */
  readonly interview: string;
}

async function prepare({ context, bearer, server }: TestApi): Promise<Asked> {
  const clock = context.now();
  const past = { ...context, now: () => clock - 10_000_000 };
  const expired = await createToken({ person: 'ada', role: 'admin', expires: new Date(clock - 1000) }, past);
  const revoked = await createToken(
    { person: 'ada', role: 'admin', expires: new Date(clock + 1e7) },
    context,
  );
  await revokeToken(revoked.token.id, context);
  const authorization: Record<Exclude<Caller, 'none'>, string> = {
    wrong: `Bearer mwt_${'A'.repeat(43)}`,
    expired: `Bearer ${expired.secret}`,
    revoked: `Bearer ${revoked.secret}`,
    member: await bearer('ada', 'member'),
    'other member': await bearer('eve', 'member'),
    lead: await bearer('lea', 'lead'),
    admin: await bearer('root', 'admin'),
  };
  const headers = new Map<Caller, Record<string, string>>([['none', {}]]);
  for (const [caller, value] of Object.entries(authorization))
    headers.set(caller as Caller, { authorization: value });
  const { key } = await addInterview({ role: 'SRE', stage: 'offer' }, { ...context, person: 'ada' });
  return { port: (server.address() as AddressInfo).port, headers, interview: key };
}

/** A request that succeeds for whoever may make it. */
function requestTo(
  { method, path, body }: RouteContract,
  caller: Caller,
  { headers, interview }: Asked,
): AnyRequest {
  const [type] = body?.types ?? [];
  const text = body && (body.kind === 'json' ? JSON.stringify(body.example) : body.example);
  const dry = path === '/api/v1/imports' && method === 'post' ? '?dryRun=true' : '';
  const question = /market-worth|guidance|skills|demand/.test(path) ? '?role=Data+Engineer' : '';
  const id = path.includes('interviews') ? interview : '1';
  return {
    method: method.toUpperCase(),
    path: path.replace('{id}', id) + dry + question,
    headers: { ...headers.get(caller), ...(type === undefined ? {} : { 'content-type': type }) },
    body: text,
  };
}

/** Which status a route gives a caller. */
function expected({ access, path }: RouteContract, caller: Caller): number | 'success' {
  if (access === 'open') return 'success';
  if (['none', 'wrong', 'expired', 'revoked'].includes(caller)) return 401;
  if (access === 'admin' && caller !== 'admin') return 403;
  // A journal is its owner's alone, whoever asks; whether there is such an interview is not told either.
  if (path.includes('interviews/{id}') && caller !== 'member') return 404;
  return 'success';
}

const modes = [
  ['from the full engine', {}],
  ['from a release', { preset: 'team' }],
] as const;

describe.each(modes)('who may do what, where others can reach a server that answers %s', (_mode, mode) => {
  const serving = useApi({ access: { boundToLoopback: false }, example: 20, settings, ...mode });
  let asked: Asked;
  beforeAll(async () => {
    asked = await prepare(await serving());
  });
  // The interview goes last, and the import after everything that shows it.
  const ordered = [...routeList].sort(
    (a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'),
  );
  const cases = ordered.flatMap((route) =>
    // Its owner comes last, so that the others find it there.
    [...callers]
      .sort((a, b) => Number(a === 'member') - Number(b === 'member'))
      .map((caller) => [route.operation, caller, route] as const),
  );

  test.each(cases)('%s by %s', async (_operation, caller, route) => {
    const answer = await sendRequest(asked.port, requestTo(route, caller, asked), new Agent());
    const status = expected(route, caller);
    if (status === 'success') expect(answer.status).toBeLessThan(300);
    else expect(answer.status).toBe(status);
  });

  test('every role is tried on every route', () => {
    expect(cases).toHaveLength(routeList.length * callers.length);
  });
});

describe('a person’s own', () => {
  test('interviews and profile are shown to them alone, whatever the role of who asks', async () => {
    const { client, bearer } = await api();
    const [ada, admin] = [await bearer('ada2', 'member'), await bearer('boss', 'admin')];
    const add = client.post('/api/v1/interviews').set('Authorization', ada);
    await add.send({ role: 'SRE', pay: 77_777, currency: 'EUR', period: 'year' }).expect(201);
    await client.put('/api/v1/profile').set('Authorization', ada).send({ role: 'SRE' }).expect(200);
    const own = await client.get('/api/v1/interviews').set('Authorization', ada).expect(200);
    expect(own.text).toContain('77777');
    for (const path of ['/api/v1/interviews', '/api/v1/profile', '/api/v1/imports', '/metrics']) {
      const seen = await client.get(path).set('Authorization', admin).expect(200);
      expect(seen.text).not.toContain('77777');
      expect(seen.text).not.toContain('ada2');
    }
    expect((await client.get('/api/v1/profile').set('Authorization', admin)).body).toEqual({});
  });

  test('rows of an import are their importer’s, and those that name a person are that person’s', async () => {
    const { client, bearer } = await api();
    const [admin, named] = [await bearer('root', 'admin'), await bearer('p-17', 'member')];
    const csv = 'role,pay,currency,period,contributor\nSRE,50001,EUR,year,\nSRE,50002,EUR,year,p-17\n';
    await client.post('/api/v1/imports').set('Authorization', admin).type('text/csv').send(csv).expect(201);
    const paysOf = async (authorization: string): Promise<unknown[]> => {
      const { items } = (await client.get('/api/v1/interviews').set('Authorization', authorization)).body as {
        items: { payMin?: number }[];
      };
      return items.map(({ payMin }) => payMin).filter((pay) => pay === 50_001 || pay === 50_002);
    };
    expect(await paysOf(admin)).toEqual([50_001]);
    expect(await paysOf(named)).toEqual([50_002]);
  });
});
