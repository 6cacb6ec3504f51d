import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statedStyle, styleOfCells } from '../../src/vocabulary/number-style.js';
import { builtInData, builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();
const data = builtInData();
const seeded = { seed: 20240715, numRuns: 400 };

const words = [
  ...[
    'Senior',
    'Sr.',
    'Lead',
    'Staff',
    'Junior',
    'II',
    '3',
    'L4',
    'of',
    'and',
    '/',
    '-',
    ',',
    '(',
    ')',
    'm/w/d',
    'Remote',
  ],
  ...[
    'Data',
    'Engineer',
    'Developer',
    'Llama',
    'Manager',
    'Head',
    'QA',
    'C++',
    '.NET',
    'Berlin',
    'инженер',
    '工程师',
    'k8s',
  ],
  ...[
    '60k',
    '€',
    '$',
    '70.000',
    '1,5',
    'per',
    'month',
    'from',
    'to',
    '+',
    '2024',
    'Jul',
    '15',
    'Q3',
    '~',
    'brutto',
    'CA',
  ],
];
const phrase = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((parts) => parts.join(' '));
const anyText = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }), phrase);

describe('reading twice is reading once', () => {
  test.each(['role', 'level', 'skill'] as const)('%s', (field) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = vocabulary[field](text);
        expect(vocabulary[field](once)).toBe(once);
      }),
      seeded,
    );
  });

  test('the role of a title is its own role and title', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { role } = vocabulary.title(text);
        expect(vocabulary.role(role)).toBe(role);
        expect(vocabulary.title(role).role).toBe(role);
      }),
      seeded,
    );
  });

  test('a title that says something has a role', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (/[\p{L}\p{N}]/u.test(text)) expect(vocabulary.title(text).role).not.toBe('');
      }),
      seeded,
    );
  });

  test('skills joined by semicolons are the same skills', () => {
    const names = fc.uniqueArray(fc.constantFrom(...Object.keys(data.skills.skills)), {
      maxLength: 8,
      minLength: 1,
    });
    fc.assert(
      fc.property(names, (list) => {
        expect(vocabulary.skills(list.join('; '))).toEqual(list);
        expect(vocabulary.skills(JSON.stringify(list))).toEqual(list);
      }),
      seeded,
    );
  });
});

test('no reader throws for any text', () => {
  const styles = [statedStyle('.'), statedStyle(','), styleOfCells([])];
  fc.assert(
    fc.property(anyText, fc.constantFrom(...styles), (text, style) => {
      const read = [
        () => vocabulary.title(text),
        () => vocabulary.place(text, 'US'),
        () => vocabulary.place(text),
        () => vocabulary.skills(text),
        () => vocabulary.currency(text, { country: 'CA' }),
        () => vocabulary.pay(text, style),
        () => vocabulary.number(text, style),
        () => vocabulary.date(text, { order: 'mdy', pivot: 50 }),
        () => vocabulary.explain(text),
      ];
      for (const reader of read) expect(reader).not.toThrow();
    }),
    seeded,
  );
});

/** A dialect of amounts: the decimal mark and what groups thousands. */
const dialects = [
  ['.', ','],
  ['.', ' '],
  ['.', '\u202f'],
  ['.', "'"],
  ['.', ''],
  [',', '.'],
  [',', ' '],
  [',', '\u00a0'],
  [',', ''],
] as const;

function written(cents: number, [decimal, group]: (typeof dialects)[number]): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return cents % 100 === 0 ? whole : `${whole}${decimal}${String(cents % 100).padStart(2, '0')}`;
}

describe('what is written in a dialect reads back the same', () => {
  const column = fc.array(fc.integer({ min: 0, max: 1e10 }), { minLength: 1, maxLength: 20 });
  test.each(dialects)('fractions after %j, thousands by %j', (...dialect) => {
    fc.assert(
      fc.property(column, (amounts) => {
        const cells = amounts.map((cents) => written(cents, dialect));
        const style = styleOfCells(cells);
        for (const [i, cell] of cells.entries()) {
          const value = amounts[i]! / 100;
          const reading = vocabulary.pay(`${cell} EUR`, style);
          // Only a column that shows no fraction but one of three digits may leave a cell in doubt.
          if (!reading.ok) throw new Error(`${cell}: ${reading.problem.expected}`);
          expect(reading.value).toEqual({ min: value, max: value, currency: 'EUR' });
        }
      }),
      { ...seeded, numRuns: 150 },
    );
  });

  test('ranges, with any dash', () => {
    const range = fc.tuple(fc.integer({ min: 1000, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }));
    fc.assert(
      fc.property(range, fc.constantFrom('-', ' - ', '–', ' — ', ' to '), ([min, more], dash) => {
        const style = statedStyle('.');
        expect(vocabulary.pay(`${min}${dash}${min + more}`, style)).toEqual({
          ok: true,
          value: { min, max: min + more },
        });
      }),
      seeded,
    );
  });

  test('dates, in the order of their column', () => {
    const date = fc.date({
      min: new Date('1990-01-01T00:00:00Z'),
      max: new Date('2039-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.constantFrom('/', '.', '-'), fc.boolean(), (when, mark, dayFirst) => {
        const iso = when.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-') as [string, string, string];
        const cell = [...(dayFirst ? [day, month] : [month, day]), year].join(mark);
        const style = { order: dayFirst ? 'dmy' : 'mdy', pivot: 50 } as const;
        expect(vocabulary.date(cell, style)).toEqual({ ok: true, value: iso });
        expect(vocabulary.date(`${cell} 9:05:00`, style)).toEqual({ ok: true, value: iso });
      }),
      seeded,
    );
  });
});
