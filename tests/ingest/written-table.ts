import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { IngestOptions } from '../../src/ingest/csv-import.js';

/** An offer as a table holds it. */
export interface Offer {
  readonly date: string;
  readonly company: string;
  readonly years: number;
  readonly comment: string;
  /** In cents. */
  readonly low: number;
  readonly high: number;
  readonly currency: string;
}

/** How a table is written. */
export interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoteAll: boolean;
  readonly encoding: string;
  readonly mark: boolean;
  readonly gzip: boolean;
  readonly decimal: '.' | ',';
  readonly thousands: string;
  readonly dates: 'ymd' | 'mdy' | 'dmy';
  readonly preamble: readonly string[];
  /** The order of the columns. */
  readonly order: readonly number[];
  readonly endsWithNewline: boolean;
}

const HEADERS = ['Date', 'Company', 'Years of experience', 'Comment', 'Salary from', 'Salary to', 'Currency'];

/** The letters of an encoding of one byte a letter, by their bytes. */
function lettersOf(encoding: string): Map<string, number> {
  const decoder = new TextDecoder(encoding);
  return new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}

const letterSets = {
  'windows-1250': lettersOf('windows-1250'),
  'windows-1251': lettersOf('windows-1251'),
  'windows-1252': lettersOf('windows-1252'),
};

function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const letters = letterSets[encoding as keyof typeof letterSets];
  return Buffer.from(Array.from(text, (letter) => letters.get(letter)!));
}

function grouped(whole: string, thousands: string): string {
  return thousands === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
}

function amount(cents: number, { decimal, thousands }: Dialect): string {
  const whole = grouped(String(Math.floor(cents / 100)), thousands === decimal ? '' : thousands);
  return `${whole}${decimal}${String(cents % 100).padStart(2, '0')}`;
}

function dated(date: string, { dates }: Dialect): string {
  const [year, month, day] = date.split('-');
  if (dates === 'ymd') return date;
  return dates === 'mdy' ? `${month}/${day}/${year}` : `${day}/${month}/${year}`;
}

function cell(value: string, { delimiter, quoteAll }: Dialect): string {
  const mustQuote = quoteAll || value.includes(delimiter) || /["\r\n]/.test(value);
  return mustQuote ? `"${value.replaceAll('"', '""')}"` : value;
}

/** A table as the bytes of a file. */
export function written(offers: readonly Offer[], dialect: Dialect): Buffer {
  const { delimiter, newline, order, preamble, encoding, mark, gzip, endsWithNewline } = dialect;
  const cells = offers.map((offer) => [
    dated(offer.date, dialect),
    offer.company,
    String(offer.years),
    offer.comment,
    amount(offer.low, dialect),
    amount(offer.high, dialect),
    offer.currency,
  ]);
  const table = [HEADERS, ...cells].map((row) => order.map((i) => cell(row[i]!, dialect)).join(delimiter));
  const text = [...preamble, ...table].join(newline) + (endsWithNewline ? newline : '');
  const bytes = encode((mark ? '\ufeff' : '') + text, encoding);
  return gzip ? gzipSync(bytes) : bytes;
}

/** What a user must state of a dialect: what small tables in it leave open. */
export function stated({ dates, encoding }: Dialect): Partial<IngestOptions> {
  const legacy = encoding.startsWith('windows');
  return {
    set: { period: 'year' },
    dateFormat: dates,
    ...(legacy && { encoding }),
  };
}

const day = fc
  .tuple(
    fc.integer({ min: 2001, max: 2026 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);

/** Texts that say something and are as long as they look: no spaces at the ends, nothing that Unicode drops. */
function texts(letters: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: letters },
        fc.constantFrom(',', ';', '"', '\n', "'", ' ', '|', '\t', '='),
      ),
      {
        minLength: 2,
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('').trim())
    .filter((text) => /[\p{L}]{2}/u.test(text) && !/^(?:na|nan|nil|none|null|tba|n.?\/?a)/iu.test(text));
}

const anyLetter = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
  .filter((one) => !/[\0\ufeff\ufffd\r]/.test(one));

function offers(letters: fc.Arbitrary<string>): fc.Arbitrary<Offer[]> {
  const offer = fc
    .record({
      date: day,
      company: texts(letters),
      years: fc.integer({ min: 0, max: 60 }),
      comment: texts(letters),
      low: fc.integer({ min: 2_000_001, max: 9_000_099 }),
      currency: fc.constantFrom('EUR', 'USD', 'GBP', 'CHF'),
      width: fc.integer({ min: 0, max: 9_000_000 }),
    })
    .map(({ width, ...rest }) => ({ ...rest, high: rest.low + width }));
  return fc.array(offer, { minLength: 1, maxLength: 12 });
}

const dialects = fc.record<Dialect>({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'utf-8', 'utf-16le', 'utf-16be', ...Object.keys(letterSets)),
  mark: fc.boolean(),
  gzip: fc.boolean(),
  decimal: fc.constantFrom('.', ','),
  thousands: fc.constantFrom('', '.', ',', ' ', '\u00a0'),
  dates: fc.constantFrom('ymd', 'mdy', 'dmy'),
  preamble: fc.subarray(['Our offers', 'made 2024', '']),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }),
  endsWithNewline: fc.boolean(),
});

/** A table of offers and a way to write it, in letters that this way knows. */
export const writtenTables = dialects.chain((drawn) => {
  const set = letterSets[drawn.encoding as keyof typeof letterSets] as Map<string, number> | undefined;
  const letters = set
    ? fc.constantFrom(...[...set.keys()].filter((letter) => /\p{L}/u.test(letter)))
    : anyLetter;
  const unmarked = set ? { ...drawn, mark: false } : drawn;
  const dialect = drawn.encoding.startsWith('utf-16') ? { ...unmarked, mark: true } : unmarked;
  return offers(letters).map((table) => ({ table, dialect }));
});
