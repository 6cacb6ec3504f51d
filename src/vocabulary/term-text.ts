import { ok } from '../core/result.js';
import { foldKey } from './fold.js';
import { phrasesOf, type PhraseMatch, type Phrases } from './phrases.js';
import { plainText } from './plain-text.js';
import { unreadable, type Reading } from './reading.js';

/** Names of the values of a field, and what else its reader knows. */
export interface TermRules {
  readonly table: Readonly<Record<string, readonly string[]>>;
  readonly missing: (text: string) => boolean;
  /** Phrases of the first value that give way to a phrase of another (`full-time` to `contractor`). */
  readonly weak?: readonly string[];
  /** Phrases that say that there is no value. */
  readonly none?: readonly string[];
}

const NONE = '';

/** A text and its gloss: what stands before the first bracket, colon, comma or lone dash says the value. */
const GLOSS = /[([:,;]|\s[-–—]\s/;

function phrasesFor({ table, weak = [], none = [] }: TermRules): Phrases<string> {
  const phrases = phrasesOf(table);
  const first = Object.keys(table)[0] ?? NONE;
  for (const phrase of weak) phrases.add(phrase, first);
  for (const phrase of none) phrases.add(phrase, NONE);
  return phrases;
}

/** The one value that the phrases agree on; weak ones count only where they are alone. */
function agreed(matches: readonly PhraseMatch<string>[], weak: ReadonlySet<string>): string | undefined {
  const values = new Set(matches.map(({ value }) => value));
  if (values.size === 1) return matches[0]!.value;
  const strong = new Set(matches.filter(({ phrase }) => !weak.has(phrase)).map(({ value }) => value));
  return strong.size === 1 ? [...strong][0] : undefined;
}

/**
 * A reader of one of a few values out of free text: the text as a whole, else the phrases in what stands before a
 * bracket, comma, colon or dash, else those anywhere, if they agree. Texts that name two values are refused.
 */
export function termReader<Value extends string>(rules: TermRules): (text: string) => Reading<Value> {
  const phrases = phrasesFor(rules);
  const weak = new Set((rules.weak ?? []).map(foldKey));
  const expected = `one of ${Object.keys(rules.table).join(', ')}`;
  const find = (text: string): string | undefined => {
    const key = foldKey(text);
    const words = key === '' ? [] : key.split(' ');
    // A figure is a value only where it is all: `0` is on site, `0.5` is not.
    const found = phrases.among(words).filter(({ phrase }) => !/^\d+$/.test(phrase));
    return phrases.exact(key) ?? agreed(found, weak);
  };
  return (text) => {
    if (rules.missing(text)) return ok(null);
    const [head = ''] = text.trim().split(GLOSS, 1);
    const whole = phrases.exact(foldKey(text));
    const value = whole ?? (head.trim() === '' ? undefined : find(head)) ?? find(text);
    if (value === undefined) return unreadable(text, expected, `write ${expected}`);
    return ok(value === NONE ? null : (value as Value));
  };
}

/** Whether a text is one of the markers that say "no value". */
export function missingMarkers(markers: readonly string[]): (text: string) => boolean {
  const known = new Set(markers.map((marker) => marker.toLowerCase()));
  return (text) => {
    if (text.length > 60) return text.trim() === '';
    return known.has(text) || known.has(plainText(text).toLowerCase());
  };
}
