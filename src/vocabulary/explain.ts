import { foldKey } from './fold.js';
import { orderOfCells } from './date-style.js';
import { styleOfCells } from './number-style.js';
import type { Reading } from './reading.js';
import type { ExplainStep } from './title-text.js';
import { vocabularyFiles as files } from './vocabulary-data.js';
import type { TextReaders } from './text-readers.js';

type Step = ExplainStep | undefined;

function step(as: string, found: string, became: string, rule: string): ExplainStep {
  return { as, found, became, rule };
}

/** A step for what was read, none for what was not, nor for what says nothing. */
function read<Value>(as: string, text: string, reading: Reading<Value>, rule: string): Step {
  if (!reading.ok || reading.value === null) return undefined;
  const { value } = reading;
  const became = typeof value === 'object' ? summary(value) : String(value);
  return step(as, text, became, rule);
}

/** An object's fields in words: `min 60000, currency EUR`. */
function summary(value: object): string {
  return Object.entries(value as Record<string, unknown>)
    .filter(([, part]) => part !== null)
    .map(([name, part]) => `${name} ${Array.isArray(part) ? part.join(' or ') : String(part)}`)
    .join(', ');
}

function skillSteps(vocabulary: TextReaders, text: string): Step[] {
  const found = vocabulary.skills(text) ?? [];
  const known = found.filter((skill) => foldKey(skill) !== foldKey(text));
  const rule = (skill: string): string => `${files.skills}: ${skill}`;
  if (found.length > 1) return found.map((skill) => step('skill', text, skill, rule(skill)));
  return known.map((skill) => step('skill', text, skill, rule(skill)));
}

function placeSteps(vocabulary: TextReaders, text: string): Step[] {
  const place = vocabulary.place(text);
  return Object.keys(place).length === 0 ? [] : [step('place', text, summary(place), files.places)];
}

function figureSteps(vocabulary: TextReaders, text: string): Step[] {
  const order = orderOfCells([text]);
  const date = order.ambiguous
    ? step('date', text, 'day first or month first', 'ambiguous: the column or --date-format decides')
    : read('date', text, vocabulary.date(text, order.style), files.dates);
  const pay = /\d/.test(text) ? vocabulary.pay(text, styleOfCells([text])) : undefined;
  return [date, pay && read('pay', text, pay, files.pay)];
}

/** What a text would be as each kind of value, and which rule says so. Kinds that cannot read it are left out. */
export function explainText(vocabulary: TextReaders, text: string): readonly ExplainStep[] {
  if (vocabulary.missing(text)) return [step('missing', text, 'no value', `${files.terms}: missing`)];
  const level = vocabulary.level(text);
  const steps: Step[] = [
    ...vocabulary.title(text).steps,
    level === text.trim() ? undefined : step('level column', text, level, files.levels),
    ...skillSteps(vocabulary, text),
    ...placeSteps(vocabulary, text),
    ...figureSteps(vocabulary, text),
    read('work mode', text, vocabulary.workMode(text), `${files.terms}: workMode`),
    read('employment', text, vocabulary.employment(text), `${files.terms}: employment`),
    read('evidence tier', text, vocabulary.evidenceTier(text), `${files.terms}: evidenceTier`),
    read('tax', text, vocabulary.tax(text), `${files.terms}: tax`),
    read('period', text, vocabulary.period(text), `${files.terms}: period`),
    read('currency', text, vocabulary.currency(text), files.currencies),
    read('outcome', text, vocabulary.outcome(text), `${files.terms}: outcome`),
  ];
  return steps.filter((each) => each !== undefined);
}
