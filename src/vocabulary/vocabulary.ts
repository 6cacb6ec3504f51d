import { ok } from '../core/result.js';
import { currencyKeys, currencyReader } from './currency-text.js';
import { dateWords, parseDate } from './date-text.js';
import { explainText } from './explain.js';
import { LevelBook } from './level-book.js';
import { memoised } from './memo.js';
import type { NumberStyle } from './number-style.js';
import { parseNumber, plainInteger } from './number-text.js';
import { parsePay } from './pay-text.js';
import { payWords } from './pay-words.js';
import { placeReader } from './places.js';
import { plainText } from './plain-text.js';
import type { Reading } from './reading.js';
import { RoleBook } from './role-book.js';
import { skillReader } from './skills.js';
import { missingMarkers, termReader } from './term-text.js';
import { TitleReader, type ExplainStep } from './title-text.js';
import type { TextReaders } from './text-readers.js';
import type { VocabularyData } from './vocabulary-data.js';
import { extendVocabulary, type VocabularyExtension } from './vocabulary-extension.js';

/** Free text to canonical, by rules that are data. Pure; no function throws for any text. */
export interface Vocabulary extends TextReaders {
  /** What the text would be as each kind of value, and which rule said so. */
  explain(text: string): readonly ExplainStep[];
}

type Missing = (text: string) => boolean;

function titles(
  data: VocabularyData,
  isPlace: (text: string) => boolean,
): Pick<Vocabulary, 'title' | 'role' | 'level' | 'familyOf'> {
  const roles = new RoleBook(data.roles);
  const levels = new LevelBook(data.levels);
  const reader = new TitleReader(roles, levels, data.roles, isPlace);
  const families = memoised((role: string) => ({ family: roles.familyOf(role) }));
  return {
    title: memoised((text) => reader.read(text)),
    role: memoised((text) => roles.find(text)?.role ?? plainText(text)),
    level: memoised((text) => levels.level(text)),
    familyOf: (role) => families(role).family,
  };
}

type Terms = 'workMode' | 'employment' | 'evidenceTier' | 'tax' | 'period' | 'stage' | 'outcome';

function terms({ terms: data }: VocabularyData, missing: Missing): Pick<Vocabulary, Terms> {
  const reader = <Value extends string>(
    table: Readonly<Record<string, readonly string[]>>,
    weak: readonly string[] = [],
    none: readonly string[] = [],
  ): ((text: string) => Reading<Value>) => memoised(termReader<Value>({ table, missing, weak, none }));
  const stage = reader<string>(data.stage);
  return {
    workMode: reader(data.workMode),
    employment: reader(data.employment, data.employmentWeak, data.employmentNone),
    evidenceTier: reader(data.evidenceTier),
    tax: reader(data.tax),
    period: reader(data.period),
    stage: (text) => {
      const known = stage(text);
      return known.ok ? known : ok(plainText(text));
    },
    outcome: reader(data.outcome),
  };
}

/** A reader of cells in the style of their column, with what it read of late remembered by column. */
function byStyle<Style extends object, Value extends object>(
  read: (style: Style) => (cell: string) => Value,
): (cell: string, style: Style) => Value {
  const readers = new WeakMap<Style, (cell: string) => Value>();
  return (cell, style) => {
    let reader = readers.get(style);
    if (!reader) {
      reader = memoised(read(style));
      readers.set(style, reader);
    }
    return reader(cell);
  };
}

type Figures = 'number' | 'pay' | 'date' | 'currency';

function figures(data: VocabularyData, missing: Missing): Pick<Vocabulary, Figures> {
  const keys = currencyKeys(data);
  const countries = Object.entries(data.places.countries).map(
    ([code, { currency }]) => [code, currency] as const,
  );
  const words = payWords(data, keys, missing);
  const dates = dateWords(data);
  const currency = currencyReader(keys, new Map(countries), missing);
  const named = memoised((text: string) => currency(text));
  const pay = byStyle((style: NumberStyle) => (cell) => parsePay(cell, style, words));
  return {
    currency: (text, hint) => (hint === undefined ? named(text) : currency(text, hint)),
    number: (cell, style) => (words.missing(cell) ? ok(null) : parseNumber(cell, style)),
    pay: (cell, style) => (plainInteger(cell) >= 0 ? parsePay(cell, style, words) : pay(cell, style)),
    date: (cell, style) => (missing(cell) ? ok(null) : parseDate(cell, style, dates)),
  };
}

/**
 * The vocabulary of a set of rules, with a user's extension over them: where both name the same text, the extension
 * decides. What was read lately is remembered, in bounded space.
 */
export function createVocabulary(builtIn: VocabularyData, extension: VocabularyExtension = {}): Vocabulary {
  const data = extendVocabulary(builtIn, extension);
  const missing = missingMarkers(data.terms.missing);
  const places = placeReader(data);
  const readers: TextReaders = {
    ...titles(data, (text) => places.place(text).country !== undefined),
    ...skillReader(data.skills, missing),
    place: (text, country) => places.place(text, country),
    country: (text) => places.country(text),
    ...terms(data, missing),
    ...figures(data, missing),
    missing,
  };
  return { ...readers, explain: (text) => explainText(readers, text) };
}
