import { MarketWorthError } from '../core/errors.js';
import { csvFields, type CsvField } from '../domain/entry.js';
import type { SavedMapping } from '../domain/ports.js';
import { foldKey } from '../vocabulary/fold.js';
import type { ColumnMatcher } from './column-matches.js';
import type { PlannedColumn } from './import-plan.js';
import type { IngestOptions } from './ingest-options.js';
import { nearestNames } from './nearest-names.js';

/** A column that feeds a field because the user, or a saved mapping, says so. */
export interface FixedColumn {
  readonly index: number;
  readonly by: Exclude<PlannedColumn['by'], 'alias'>;
}

/** A column whose name suggests a field; `rank` orders them, the surest first. */
export interface SuggestedColumn {
  readonly index: number;
  readonly rank: number;
}

/** Which columns feed which fields, as far as names tell. */
export interface NamedMapping {
  readonly fixed: ReadonlyMap<CsvField, readonly FixedColumn[]>;
  readonly suggested: ReadonlyMap<CsvField, readonly SuggestedColumn[]>;
  readonly set: Readonly<Partial<Record<CsvField, string>>>;
  readonly notes: readonly string[];
}

/** Fields that say one thing together: if one has a column by decision, names suggest none of the others. */
const PAY: readonly CsvField[] = ['pay', 'pay_min', 'pay_max'];

function fieldNamed(name: string, option: string): CsvField {
  const field = csvFields.find((known) => known === name);
  if (field !== undefined) return field;
  throw new MarketWorthError(
    'MAPPING_INVALID',
    `--${option} ${name}=...: ${name} is no field. The nearest are ${nearestNames(name, csvFields).join(', ')}.`,
    { field: name },
  );
}

/** The index of the column with a name, whatever its case and punctuation; undefined where none or several have it. */
export function columnNamed(name: string, columns: readonly string[]): number | undefined {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  const key = foldKey(name);
  const alike = columns.flatMap((column, index) => (foldKey(column) === key ? [index] : []));
  return alike.length === 1 ? alike[0] : undefined;
}

type Fixed = Map<CsvField, FixedColumn[]>;

function addStated(fixed: Fixed, map: IngestOptions['map'], columns: readonly string[]): void {
  for (const [name, wanted] of Object.entries(map)) {
    const field = fieldNamed(name, 'map');
    const indices = wanted.map((column): FixedColumn => {
      const index = columnNamed(column, columns);
      if (index !== undefined) return { index, by: 'map' };
      throw new MarketWorthError(
        'MAPPING_INVALID',
        `--map ${name}=${column}: the file has no column ${column}. The nearest are ${nearestNames(column, columns).join(', ')}.`,
        { field, column, columns },
      );
    });
    fixed.set(field, indices);
  }
}

function addSaved(fixed: Fixed, saved: SavedMapping, columns: readonly string[]): string[] {
  const notes: string[] = [];
  for (const [name, wanted] of Object.entries(saved.mapping)) {
    const field = fieldNamed(name, 'mapping');
    if (fixed.has(field)) continue;
    const found = wanted.map((column) => ({ column, index: columnNamed(column, columns) }));
    const indices = found.flatMap(({ index }): FixedColumn[] =>
      index === undefined ? [] : [{ index, by: 'saved mapping' }],
    );
    if (indices.length > 0) fixed.set(field, indices);
    for (const { column, index } of found) {
      if (index === undefined) notes.push(`The mapping's column ${column} for ${field} is not in this file.`);
    }
  }
  return notes;
}

/** A column that has the name of another, but for its number, is a field only where that other one is not. */
const REPEATED = 1_000_000;

function isRepeat(column: string, columns: readonly string[]): boolean {
  const name = /^(.+) \(\d+\)$/.exec(column)?.[1];
  return name !== undefined && columns.includes(name);
}

function suggestions(
  columns: readonly string[],
  matcher: ColumnMatcher,
  isOpen: (field: CsvField) => boolean,
  isFree: (index: number) => boolean,
): Map<CsvField, SuggestedColumn[]> {
  const suggested = new Map<CsvField, SuggestedColumn[]>();
  for (const [index, column] of columns.entries()) {
    if (!isFree(index)) continue;
    const behind = isRepeat(column, columns) ? REPEATED : 0;
    for (const { field, rank } of matcher(column)) {
      if (!isOpen(field)) continue;
      suggested.set(field, [...(suggested.get(field) ?? []), { index, rank: rank + behind }]);
    }
  }
  for (const list of suggested.values()) list.sort((a, b) => a.rank - b.rank);
  return suggested;
}

/**
 * Matches columns with fields by name: those that the user states, then those of a saved mapping, then those whose names
 * are known, for fields that neither has nor is set. Fails with MAPPING_INVALID for an unknown field or column.
 */
export function mappingByName(
  columns: readonly string[],
  options: Pick<IngestOptions, 'map' | 'set' | 'evidenceTier'>,
  saved: SavedMapping | undefined,
  matcher: ColumnMatcher,
): NamedMapping {
  const fixed: Fixed = new Map();
  addStated(fixed, options.map, columns);
  const notes = saved === undefined ? [] : addSaved(fixed, saved, columns);
  const stated = { ...saved?.set, ...options.set };
  const set: Partial<Record<CsvField, string>> = {};
  for (const [name, value] of Object.entries(stated)) set[fieldNamed(name, 'set')] = value;
  if (options.evidenceTier !== undefined) set.evidence_tier = options.evidenceTier;
  const payIsFixed = PAY.some((field) => fixed.has(field) || set[field] !== undefined);
  const taken = new Set([...fixed.values()].flat().map(({ index }) => index));
  const suggested = suggestions(
    columns,
    matcher,
    (field) => !fixed.has(field) && set[field] === undefined && !(payIsFixed && PAY.includes(field)),
    (index) => !taken.has(index),
  );
  return { fixed, suggested, set, notes };
}
