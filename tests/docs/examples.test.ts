import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesOf, runExample, scopeOf } from './example.js';

const src = join(__dirname, '../../src');

/** The shipped policy, which examples may name. */
const policy: unknown = JSON.parse(readFileSync(join(src, 'domain/policy/policy.json'), 'utf8'));

const modules = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, examples: examplesOf(readFileSync(join(src, name), 'utf8')) }))
  .filter(({ examples }) => examples.length > 0)
  .sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(modules)('the examples of $name', ({ name, examples }) => {
  test.each(examples)('line $line: $text', async ({ text }) => {
    const { actual, expected } = runExample(text, { policy, ...(await scopeOf(join(src, name))) });
    expect(actual).toStrictEqual(expected);
  });
});

describe('the check of examples', () => {
  test('finds them in comments of one line and of many', () => {
    const source = '/** Doubles. @example f(1) // 2 */\n/**\n * @example f(2) // 4\n * @example\n */\n';
    expect(examplesOf(source).map(({ text }) => text)).toEqual(['f(1) // 2', 'f(2) // 4', '']);
  });

  test('tells the value from slashes inside of a text', () => {
    const { actual, expected } = runExample(`f('a // b') // 'a // b'`, { f: (text: string) => text });
    expect([actual, expected]).toEqual(['a // b', 'a // b']);
  });

  test.each(['', 'f(1)', 'f(1) // is two', 'f(1 // 2'])('refuses "%s"', (text) => {
    expect(() => runExample(text, { f: () => 2 })).toThrow(SyntaxError);
  });

  test('fails for a name that the module does not export', () => {
    expect(() => runExample('hidden(1) // 2', {})).toThrow(ReferenceError);
  });
});
