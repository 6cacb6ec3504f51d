import { csvFields, type CsvField } from '../domain/entry.js';
import { foldKey } from '../vocabulary/fold.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnAliases } from './column-aliases.js';
import { headerWords, spaced } from './header-words.js';

/** A field that a header may name, and how surely: 0 is the field's own name. */
export interface FieldMatch {
  readonly field: CsvField;
  readonly rank: number;
}

export type ColumnMatcher = (name: string) => readonly FieldMatch[];

/** Ranks of a whole name come before those of a name without its brackets, then without its pay words. */
const STEP = 1000;

/** Longer header cells are no names. */
const LONGEST = 500;

type Index = ReadonlyMap<string, readonly FieldMatch[]>;

function indexOf(aliases: ColumnAliases): Index {
  const index = new Map<string, FieldMatch[]>();
  for (const field of csvFields) {
    for (const [rank, name] of [field, ...(aliases.fields[field] ?? [])].entries()) {
      const key = foldKey(spaced(name));
      const matches = index.get(key) ?? [];
      if (!matches.some((match) => match.field === field)) matches.push({ field, rank });
      index.set(key, matches);
    }
  }
  return index;
}

/** The index of a set of aliases is made once, for it is asked for with every file. */
const indices = new WeakMap<ColumnAliases, Index>();

/**
 * Tells which fields a header may name: by the whole name, by the name without what stands in brackets, or by the words
 * that are left without period, currency and tax; the first of these that is known.
 */
export function columnMatcher(aliases: ColumnAliases, vocabulary: Vocabulary): ColumnMatcher {
  const index = indices.get(aliases) ?? indexOf(aliases);
  indices.set(aliases, index);
  return (name) => {
    if (name.length > LONGEST) return [];
    const text = spaced(name);
    const keys = [
      () => foldKey(text),
      () => foldKey(text.replace(/[([{].*?[)\]}]/g, ' ')),
      () => headerWords(name, aliases, vocabulary).rest,
    ];
    for (const [step, key] of keys.entries()) {
      const found = index.get(key());
      if (found) return found.map(({ field, rank }) => ({ field, rank: rank + step * STEP }));
    }
    return [];
  };
}
