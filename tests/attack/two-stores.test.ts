import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeStoreRelease } from '../../src/app/make-release.js';
import {
  comparisonParametersSchema,
  demandParametersSchema,
  guidanceParametersSchema,
  worthParametersSchema,
} from '../../src/contract/market-request.js';
import type { RouteContract } from '../../src/contract/route.js';
import { routeList } from '../../src/contract/routes.js';
import { startApi, type TestApi } from '../http/api.js';

const HEADER =
  'role,level,country,pay,currency,period,tax,employer,skills,stage,outcome,skills_asked,skills_missed\n';

/** Rows that one store has and the other has not: as many as a release tells nothing of. */
const arrivals = [
  `${HEADER}Backend Engineer,senior,DE,41000,EUR,year,gross,Zed,Fortran;Kafka,technical,rejected,Rust,Rust\n`,
  `${HEADER}Backend Engineer,senior,DE,183000,EUR,year,gross,Yew,Go,offer,offered,Go,\nGardener,junior,DE,30000,EUR,year,gross,Yew,Roses,,,,\n`,
];

/** A value for every parameter there is. */
const values: Readonly<Record<string, string>> = {
  role: 'Backend Engineer',
  level: 'senior',
  skills: 'Kafka',
  skill: 'Kubernetes',
  have: 'Kafka',
  location: 'Berlin',
  country: 'DE',
  years: '8',
  employer: 'Zed',
  workMode: 'remote',
  employment: 'contractor',
  pay: '83000',
  period: 'month',
  currency: 'EUR',
  tax: 'gross',
  basis: 'totalCash',
  asOf: '2026-06',
  quantile: 'hf7',
  trend: 'true',
  targetPercentile: '60',
  offer: 'Fjord Pay=84000,4000',
  walkAway: '78000',
  stated: '90000',
};

let stores: { api: TestApi; member: string; admin: string }[] = [];

beforeAll(async () => {
  stores = await Promise.all(
    arrivals.map(async (csv) => {
      const api = await startApi({ example: true, preset: 'team' });
      const [member, admin] = [await api.bearer('eve', 'member'), await api.bearer('root', 'admin')];
      const post = api.client.post('/api/v1/imports?eachRowAPerson=true').set('Authorization', admin);
      await post.type('text/csv').send(csv).expect(201);
      await makeStoreRelease('team', api.context);
      return { api, member, admin };
    }),
  );
});

afterAll(async () => {
  await Promise.all(stores.map(({ api }) => api.close()));
});

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly type?: string | undefined;
  readonly body?: string | undefined;
}

/** The answers of both stores to one request of a member, as bytes and the headers that say something. */
async function answersTo({ method = 'GET', path, type, body }: Sent): Promise<[string, string]> {
  const answers = await Promise.all(
    stores.map(async ({ api, member }) => {
      const headers = {
        authorization: member,
        'x-request-id': 'the-same',
        ...(type === undefined ? {} : { 'content-type': type }),
      };
      const answer = await fetch(api.origin + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const said = [...answer.headers].filter(([name]) => name !== 'date');
      return JSON.stringify([answer.status, said, await answer.text()]);
    }),
  );
  return answers as [string, string];
}

/** The questions about the market, and the parameters they take. */
const questions = {
  '/api/v1/market-worth': worthParametersSchema,
  '/api/v1/guidance': guidanceParametersSchema,
  '/api/v1/skills/comparison': comparisonParametersSchema,
  '/api/v1/demand': demandParametersSchema,
} as const;

const addresses = (path: keyof typeof questions): string[] => {
  const names = Object.keys(questions[path].shape);
  const address = (given: readonly string[]): string =>
    `${path}?${given.map((name) => `${name}=${encodeURIComponent(values[name]!)}`).join('&')}`;
  const roles = ['Gardener', 'Data Engineer', 'Senior Backend Engineer', 'QA'].map(
    (role) => `${path}?role=${encodeURIComponent(role)}`,
  );
  return [
    ...names.map((name) => address([...new Set(['role', name])])),
    ...names
      .filter((name) => name !== 'role')
      .map((name) => address(names.filter((each) => each !== name && each !== 'skill'))),
    ...roles,
  ];
};

describe('two stores with equal releases and different offers', () => {
  test('have different offers', async () => {
    const [one, other] = await Promise.all(
      stores.map(
        async ({ api, admin }) => (await api.client.get('/api/v1/imports').set('Authorization', admin)).text,
      ),
    );
    expect(one).not.toBe(other);
  });

  test('have a value here for every parameter there is', () => {
    const names = Object.values(questions).flatMap(({ shape }) => Object.keys(shape));
    expect(Object.keys(values).sort()).toEqual([...new Set(names)].sort());
  });

  const paths = Object.keys(questions) as (keyof typeof questions)[];
  test.each(paths.flatMap(addresses))('answer byte for byte the same: %s', async (path) => {
    const [one, other] = await answersTo({ path });
    expect(other).toBe(one);
    expect(one).toMatch(/^\[200,/);
  });

  /** Adding a row of one's own gives it a name by chance; everything else is asked of both. */
  const others = routeList.filter(
    ({ path, operation }) => !(path in questions) && operation !== 'addInterview',
  );
  const sent = ({ method, path, body }: RouteContract): Sent => ({
    method: method.toUpperCase(),
    path: path.replace('{id}', path.includes('interviews') ? '0'.repeat(32) : '1'),
    type: body?.types[0],
    body: body && (body.kind === 'json' ? JSON.stringify(body.example) : body.example),
  });

  test.each(others.map((route) => [route.operation, route] as const))(
    'answer alike to %s',
    async (_name, route) => {
      const [one, other] = await answersTo(sent(route));
      expect(other).toBe(one);
    },
  );
});
