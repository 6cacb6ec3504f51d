import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/entry.js';
import { contentHash, keyByContent, keyById } from '../../src/domain/identity.js';

const entries: fc.Arbitrary<Entry> = fc.record(
  {
    role: fc.string({ minLength: 1 }),
    level: fc.string({ minLength: 1 }),
    years: fc.integer({ min: 0, max: 80 }),
    skills: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    payMin: fc.nat(),
    notes: fc.string(),
  },
  { requiredKeys: [] },
);

/** The same values, set in another order. */
function reversed(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).reverse());
}

describe('contentHash', () => {
  test('is 32 hex digits, whatever order the fields were set in', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const hash = contentHash(entry);
        return /^[0-9a-f]{32}$/.test(hash) && contentHash(reversed(entry)) === hash;
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('differs exactly where a value differs', () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const inOrder = (entry: Entry): string =>
          JSON.stringify(Object.entries(entry).sort(([x], [y]) => (x < y ? -1 : 1)));
        return (contentHash(a) === contentHash(b)) === (inOrder(a) === inOrder(b));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('tells an empty list from an unknown one, zero from unknown, and a list from its text', () => {
    const hashes = [
      {},
      { skills: [] },
      { skills: ['a', 'b'] },
      { skills: ['a,b'] },
      { skills: ['b', 'a'] },
      { bonus: 0 },
      { signOn: 0 },
      { role: 'x', level: 'y' },
      { role: 'y', level: 'x' },
    ].map((entry) => contentHash(entry));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('takes an absent field and an undefined one as the same', () => {
    expect(contentHash({ role: 'SRE', level: undefined })).toBe(contentHash({ role: 'SRE' }));
  });
});

describe('keys of rows', () => {
  test('by id hold within their source alone', () => {
    expect(keyById('a', '1')).toMatch(/^[0-9a-f]{32}$/);
    expect(keyById('a', '1')).toBe(keyById('a', '1'));
    const keys = [
      keyById('a', '1'),
      keyById('b', '1'),
      keyById('a', '2'),
      keyById('a1', ''),
      keyById('', 'a1'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('by content tell identical rows of a file apart, and find each again', () => {
    const content = contentHash({ role: 'SRE' });
    const keys = [0, 1, 2, 10].map((occurrence) => keyByContent('a', content, occurrence));
    expect(new Set([...keys, keyByContent('b', content, 0)]).size).toBe(5);
    expect(keyByContent('a', content, 2)).toBe(keys[2]);
  });

  test('by id and by content never meet', () => {
    const texts = fc.string();
    fc.assert(
      fc.property(texts, texts, fc.nat(), (source, text, occurrence) => {
        return keyById(source, text) !== keyByContent(source, text, occurrence);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
