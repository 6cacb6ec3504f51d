import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run, runJson, throwAwayFolder } from './process.js';

const folder = throwAwayFolder();
const store = `file:${join(folder, 'store.db')}`;

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const offers = 'role,pay,currency,period\nData Engineer,70000,EUR,year\n';

const cases: readonly (readonly [string, readonly string[], number, string])[] = [
  ['a file that does not exist', ['import', join(folder, 'nowhere.csv')], 3, 'FILE_NOT_FOUND'],
  ['a folder', ['import', folder], 3, 'FILE_UNREADABLE'],
  ['an empty file', ['import', file('empty.csv', '')], 3, 'FILE_EMPTY'],
  ['a header alone', ['import', file('header.csv', 'role,pay,currency,period\n')], 3, 'FILE_EMPTY'],
  [
    'a binary file',
    ['import', file('binary.csv', Buffer.from([...Array(4096).keys()].map((n) => (n * 7919) % 256)))],
    3,
    'FILE_NOT_TEXT',
  ],
  [
    'a file without pay or interviews',
    ['import', file('nopay.csv', 'role,city\nData Engineer,Berlin\n')],
    3,
    'COLUMNS_MISSING',
  ],
  [
    'a column that is not there',
    ['import', file('a.csv', offers), '--map', 'pay=Salary'],
    2,
    'MAPPING_INVALID',
  ],
  [
    'a field that is not there',
    ['import', file('b.csv', offers), '--map', 'salery=pay'],
    2,
    'MAPPING_INVALID',
  ],
  [
    'a field that is a name every object has',
    ['import', file('proto.csv', offers), '--map', '__proto__=pay'],
    2,
    'MAPPING_INVALID',
  ],
  [
    'a mapping file that is not there',
    ['import', file('c.csv', offers), '--mapping', join(folder, 'no.json')],
    3,
    'FILE_NOT_FOUND',
  ],
  ['a negative pay', ['worth', '--role', 'Data Engineer', '--pay', '-5'], 2, 'USAGE'],
  ['a pay that is no number', ['worth', '--role', 'Data Engineer', '--pay', 'lots'], 2, 'USAGE'],
  ['years that cannot be', ['worth', '--role', 'Data Engineer', '--years', '200'], 2, 'QUERY_INVALID'],
  [
    'a currency that does not exist',
    ['worth', '--role', 'Data Engineer', '--currency', 'EURO'],
    2,
    'QUERY_INVALID',
  ],
  [
    'a country that does not exist',
    ['worth', '--role', 'Data Engineer', '--country', 'Atlantis'],
    2,
    'QUERY_INVALID',
  ],
  ['no role', ['worth'], 2, 'QUERY_INVALID'],
  ['an unknown option', ['worth', '--rolle', 'x'], 2, 'USAGE'],
  ['an unknown command', ['wroth'], 2, 'USAGE'],
  ['a basis that does not exist', ['worth', '--role', 'x', '--basis', 'gross'], 2, 'USAGE'],
  ['an offer without a figure', ['guide', '--role', 'x', '--offer', 'Acme'], 2, 'USAGE'],
  ['an import that is not there', ['imports', 'undo', '99'], 3, 'BATCH_NOT_FOUND'],
  ['an import number that is none', ['imports', 'undo', 'last'], 2, 'USAGE'],
  ['an empty store', ['worth', '--role', 'Data Engineer'], 5, 'suppressed'],
];

describe('bad input gets the error it deserves', () => {
  test.each(cases)('%s', async (_name, words, exit, code) => {
    const { code: exitCode, json, stderr } = await runJson([...words, '--store', store]);
    expect(exitCode).toBe(exit);
    if (code === 'suppressed')
      expect(json).toMatchObject({ percentiles: [], suppressed: { reason: expect.any(String) } });
    else expect(json).toMatchObject({ code, detail: expect.any(String) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each(cases.slice(0, -1))('%s, told to a person', async (_name, words, exit) => {
    const { code, stderr, stdout } = await run([...words, '--store', store]);
    expect(code).toBe(exit);
    expect(stderr).toMatch(/^market-worth: \S/);
    expect(stderr + stdout).not.toMatch(/\n\s+at /);
  });
});

describe('a store that cannot be opened ends with exit 4', () => {
  const inside = (path: string): string[] => ['imports', '--store', `file:${path}`];

  test('a folder in its place', async () => {
    mkdirSync(join(folder, 'store-folder'), { recursive: true });
    expect((await runJson(inside(join(folder, 'store-folder')))).code).toBe(4);
  });

  test('a file that is no store', async () => {
    const { code, json } = await runJson(
      inside(file('text.db', 'this is not a database, but a text of some length\n'.repeat(40))),
    );
    expect(code).toBe(4);
    expect(json).toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  test('a folder that does not let itself be made', async () => {
    const blocked = file('blocked', '');
    expect((await runJson(inside(join(blocked, 'deep', 'store.db')))).code).toBe(4);
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test.skip : test)(
    `a folder without write permission${asRoot ? ' (root may write everywhere)' : ''}`,
    async () => {
      const locked = join(folder, 'locked');
      mkdirSync(locked);
      chmodSync(locked, 0o500);
      expect((await runJson(inside(join(locked, 'store.db')))).code).toBe(4);
    },
  );

  test('a URL of no known kind', async () => {
    const { code, json } = await runJson(['imports', '--store', 'postgres://localhost/x']);
    expect(code).toBe(2);
    expect(json).toMatchObject({ code: 'USAGE' });
  });
});

test('help names every command, and each command’s help its options', async () => {
  const { stdout, code } = await run(['--help']);
  expect(code).toBe(0);
  for (const command of ['import', 'imports', 'worth', 'guide', 'export', 'demo', 'vocabulary']) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect((await run([command, '--help'])).code).toBe(0);
  }
});
