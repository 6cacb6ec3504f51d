import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memorySource, plainRequest } from '../../scripts/prove/ingest-tools.js';
import { importOffers } from '../../src/app/import-offers.js';
import { givenInterviewSchema } from '../../src/contract/interview.js';
import { routeList } from '../../src/contract/routes.js';
import { csvFields } from '../../src/domain/entry.js';
import { profileSchema } from '../../src/domain/profile.js';
import type { StoredEntry } from '../../src/domain/ports.js';
import { throwAwayFolder } from '../cli/process.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { hostileTexts, operatorValues } from '../support/hostile-values.js';
import { runCommands } from '../support/many-commands.js';
import { openMongoApi, type MongoApi } from '../support/mongo-api.js';
import { dropDatabase } from '../support/mongo-server.js';
import { dump } from './made-up.js';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const isClean = (): boolean => !('polluted' in {}) && Object.keys(Object.prototype).length === 0;
const request = plainRequest('importer');

/** What a row says where it holds nothing hostile. */
const plain: Partial<Record<string, string>> = { role: 'SRE', pay: '70000', currency: 'EUR', period: 'year' };

describeOnMongo('hostile texts and operators', (mongo) => {
  const folder = throwAwayFolder();
  let url: string;
  let api: MongoApi;
  beforeAll(async () => {
    url = mongo().url();
    api = await openMongoApi(url, true, { refusalsAMinute: 100_000, requestsAMinute: 100_000 });
    await api.context.store.saveProfile('owner', { role: 'SRE' });
    const csv = 'role,pay,currency,period,contributor\nSRE,70000,EUR,year,ann\nDBA,71000,EUR,year,tom\n';
    await importOffers(memorySource(csv), request, api.context);
  });
  afterAll(async () => {
    await api.close();
    await dropDatabase(url);
  });

  const entries = (): Promise<StoredEntry[]> => dump(api.context.store);

  /** Everything a hostile text must leave as it is. */
  async function kept(): Promise<unknown> {
    const { store } = api.context;
    const imports = (await store.batches()).map(({ undone, source }) => ({ undone, source }));
    return {
      entries: await entries(),
      imports,
      profile: await store.profile('owner'),
      tokens: await store.tokens(),
    };
  }

  describe('as words of the command line', () => {
    test('name no token, no import and no source but what is called so', async () => {
      const file = join(folder, 'one.csv');
      writeFileSync(file, 'role,pay,currency,period\nSRE,70000,EUR,year\n');
      await runCommands(url, [
        ['token', 'create', '--person', 'ann', '--role', 'member', '--expires', '30d'],
      ]);
      const before = await kept();
      const commands = hostileTexts.flatMap((text) => [
        ['token', 'revoke', '--', text],
        ['imports', 'show', '--', text],
        ['imports', 'undo', '--', text],
        ['import', file, '--dry-run', `--source=${text}`],
      ]);
      const codes = (await runCommands(url, commands)).map(({ code }) => code);
      const expected = hostileTexts.flatMap(() => [3, 2, 2, 0]);
      expect(codes.map((code, i) => [commands[i], code])).toEqual(
        expected.map((code, i) => [commands[i], code]),
      );
      expect(await kept()).toEqual(before);
    });

    test('are a role, a place, a skill or an employer without offers, or refused', async () => {
      const before = await kept();
      const options = [
        'role',
        'level',
        'skill',
        'location',
        'country',
        'employer',
        'currency',
        'as-of',
        'years',
      ];
      const commands = hostileTexts.map((text, i) => {
        const option = options[i % options.length]!;
        const role = option === 'role' ? [] : ['--role', 'SRE'];
        const command = ['worth', 'demand', 'guide', 'skills'][i % 4]!;
        return [command, ...role, `--${option}=${text}`, '--json'];
      });
      for (const { code, stdout } of await runCommands(url, commands)) {
        expect([0, 2, 5]).toContain(code);
        expect(() => JSON.parse(stdout) as unknown).not.toThrow();
      }
      expect(await kept()).toEqual(before);
    });
  });

  describe('over HTTP', () => {
    test('are refused as operators and taken as texts in each parameter of each address', async () => {
      const before = await kept();
      let i = 0;
      for (const { method, path, query } of routeList) {
        if (method !== 'get' || path.includes('{')) continue;
        for (const name of Object.keys(query?.shape ?? {})) {
          for (let some = 0; some < 3; some++, i++) {
            const [key, operand] = Object.entries(operatorValues[i % operatorValues.length]!)[0] as [
              string,
              unknown,
            ];
            const bracket = `${encodeURIComponent(`${name}[${key}]`)}=${encodeURIComponent(String(operand))}`;
            await api.client.get(`${path}?${bracket}`).expect(400);
            const text = encodeURIComponent(hostileTexts[i % hostileTexts.length]!);
            expect((await api.client.get(`${path}?role=SRE&${name}=${text}`)).status).toBeLessThan(500);
          }
        }
      }
      expect(i).toBeGreaterThanOrEqual(hostileTexts.length);
      expect(await kept()).toEqual(before);
    });

    test.each([
      ['/api/v1/interviews', 'post', Object.keys(givenInterviewSchema.shape)],
      ['/api/v1/profile', 'put', Object.keys(profileSchema.shape)],
    ] as const)('are refused as operators in each field of a body for %s', async (path, method, fields) => {
      const before = await kept();
      const valid = method === 'post' ? { stage: 'final', outcome: 'pending' } : {};
      for (let i = 0; i < Math.max(operatorValues.length, fields.length); i++) {
        const body = { ...valid, [fields[i % fields.length]!]: operatorValues[i % operatorValues.length] };
        await api.client[method](path).send(body).expect(400);
      }
      expect(await kept()).toEqual(before);
      expect(isClean()).toBe(true);
    });
  });

  test('in each field of a CSV alone are its text or a reason to refuse the row, and change no other', async () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(100);
    const [before, last] = [await entries(), await api.context.store.sequence()];
    const rows = csvFields.flatMap((field) =>
      hostileTexts.map((text) =>
        csvFields.map((of) => quoted(of === field ? text : (plain[of] ?? ''))).join(','),
      ),
    );
    const csv = [csvFields.join(','), ...rows].join('\n');
    const first = await importOffers(memorySource(csv), request, api.context);
    expect(first.rows).toBe(csvFields.length * hostileTexts.length);
    expect(first.accepted + first.duplicate + first.quarantined + first.rejected).toBe(first.rows);
    expect(first.accepted).toBeGreaterThan(10 * hostileTexts.length);
    const now = await entries();
    expect(now.filter(({ batch }) => batch <= last)).toEqual(before);
    for (const text of hostileTexts) {
      expect(now.filter(({ entry }) => entry.notes === text)).toHaveLength(1);
      expect(now.filter(({ entry }) => entry.contributor === text)).toHaveLength(1);
    }
    const again = await importOffers(memorySource(csv), request, api.context);
    expect([again.accepted, again.updated, again.duplicate]).toEqual([
      0,
      0,
      first.accepted + first.duplicate,
    ]);
    expect(isClean()).toBe(true);
  });
});
