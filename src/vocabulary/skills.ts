import { foldKey } from './fold.js';
import { memoised } from './memo.js';
import { phrasesOf } from './phrases.js';
import { plainText } from './plain-text.js';
import type { VocabularyData } from './vocabulary-data.js';

export interface SkillReader {
  /** A skill's short common name; as given, with plain spaces, where it is not known. */
  skill(text: string): string;
  /** The skills of a cell in its order, each once; `null` where the cell says nothing, `[]` where it says "none". */
  skills(cell: string): readonly string[] | null;
}

const VERSION = /[ -]v?\d+(?:\.\d+)*(?:\.x)?\+?$/i;
const GLOSS = / *\([^()]*\)$/;
const QUOTED = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g;
const SEPARATORS = ';,|\n\r\t•';
const SEPARATOR = /[;,|\n\r\t•]/;
const WRAPPING = /^["'•·*-]+ ?|["']+$/g;

/** The texts of a JSON or Python list, or undefined where a cell is neither. */
function listed(cell: string): string[] | undefined {
  if (!/^\[.*\]$/s.test(cell)) return undefined;
  try {
    const list: unknown = JSON.parse(cell);
    if (Array.isArray(list)) return list.filter((item) => typeof item === 'string');
  } catch {
    // Not JSON: a Python list, with single quotes or none.
  }
  const inside = cell.slice(1, -1);
  const quoted = Array.from(inside.matchAll(QUOTED), ([, single, double]) =>
    (single ?? double)!.replace(/\\(.)/g, '$1'),
  );
  return quoted.length > 0 || inside.trim() === '' ? quoted : inside.split(',');
}

/** Splits at separators that stand outside brackets. */
function split(text: string): string[] {
  if (!text.includes('(')) return text.split(SEPARATOR);
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && SEPARATORS.includes(sign)) {
      items.push(text.slice(start, i));
      start = i + 1;
    }
  }
  items.push(text.slice(start));
  return items;
}

function itemsOf(cell: string): string[] {
  const trimmed = cell.trim();
  const list = listed(trimmed);
  if (list) return list;
  return split(trimmed);
}

/**
 * A reader of skills. A known alias, whatever its case and punctuation, gives the short common name; a version or a
 * gloss in brackets behind a known skill is dropped. Lists are separated by `; , | •`, line breaks and tabs, but
 * for those in brackets; or are JSON or Python lists.
 */
export function skillReader(data: VocabularyData['skills'], missing: (text: string) => boolean): SkillReader {
  const names = phrasesOf(data.skills);
  const none = new Set(data.none.map(foldKey));
  const longestNone = 2 * Math.max(0, ...data.none.map(({ length }) => length));
  const known = (text: string): string | undefined => names.exact(foldKey(text));
  const skill = memoised((text) => {
    const plain = plainText(text);
    return known(plain) ?? known(plain.replace(GLOSS, '')) ?? known(plain.replace(VERSION, '')) ?? plain;
  });
  const item = memoised((given) => {
    const text = given.trim().replace(WRAPPING, '');
    const name = missing(text) || none.has(foldKey(text)) ? '' : skill(text);
    return { name, key: name.toLowerCase() };
  });
  const read = (cell: string): readonly string[] => {
    const items = itemsOf(cell).map(item);
    return items
      .filter(({ key }, i) => key !== '' && items.findIndex((other) => other.key === key) === i)
      .map(({ name }) => name);
  };
  // Whole cells hardly repeat, so that only their items are remembered.
  const skills = (cell: string): readonly string[] | null => {
    if (cell.length <= longestNone && none.has(foldKey(cell))) return [];
    return missing(cell) ? null : read(cell);
  };
  return { skill, skills };
}
