import { MarketWorthError } from '../core/errors.js';
import type { CsvField } from '../domain/entry.js';
import { mappingByName, type NamedMapping } from './column-mapping.js';
import { ColumnProfiles } from './column-profile.js';
import { plainStyle } from './column-style.js';
import { fieldReader } from './column-values.js';
import type { FieldColumn, FieldColumns } from './field-sources.js';
import { sampleRows, type FileTable } from './file-table.js';
import type { Dialect, ImportPlan, PlannedColumn } from './import-plan.js';
import type { IngestOptions } from './ingest-options.js';
import type { IngestTools } from './ingest-tools.js';
import { chooseColumns, type ChosenColumns } from './mapping-choice.js';
import { missingFields, refuseUnlessUsable, saysOfPay } from './needed-columns.js';
import { fieldColumn, plannedColumn, type PlanBasis } from './planned-columns.js';

/** A plan, and what it comes down to for the reader of rows. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly fields: FieldColumns;
}

/** A column that only its name suggests must be read as the field by this share of its cells. */
const MOSTLY = 0.5;

/** Refuses values that were set and say nothing. */
function refuseBadValues(set: FieldColumns['set'], { vocabulary, policy }: IngestTools): void {
  for (const [field, value] of Object.entries(set) as [CsvField, string][]) {
    const reading = fieldReader(field, plainStyle, vocabulary, policy)(value);
    const open = reading.ok && field === 'currency' ? vocabulary.currency(value) : undefined;
    const shared = open?.ok === true && open.value !== null && open.value.code === null;
    if (reading.ok && reading.value !== null && !shared) continue;
    const expected = reading.ok
      ? shared
        ? 'one currency, by its ISO code'
        : 'a value'
      : reading.problem.expected;
    throw new MarketWorthError('MAPPING_INVALID', `--set ${field}=${value}: expected ${expected}.`, {
      field,
      value,
    });
  }
}

function duplicatePolicy(stated: IngestOptions['duplicates'], hasId: boolean): ImportPlan['duplicates'] {
  if (hasId) return { policy: 'drop', why: 'rows are told apart by their id' };
  if (stated !== undefined) return { policy: stated, why: 'as stated' };
  return { policy: 'keep', why: 'no column names the rows, so identical rows may be different people' };
}

function dialectOf({ sample, layout }: FileTable): Dialect {
  const { encoding, gzip } = sample;
  return { encoding, gzip, delimiter: layout.dialect.delimiter, headerRow: layout.headerRow };
}

/** The plan of the columns that were chosen. Fails with COLUMNS_MISSING where they make no offer or interview. */
function planOf(
  basis: PlanBasis,
  { columns: chosen, notes }: ChosenColumns,
  profiles: ColumnProfiles,
  set: NamedMapping['set'],
): PlannedImport {
  const { table, options, saved, tools, name } = basis;
  const columns = new Map<CsvField, FieldColumn[]>();
  const mapped: PlannedColumn[] = [];
  for (const choice of chosen) {
    const column = fieldColumn(choice, basis, profiles);
    columns.set(choice.field, [...(columns.get(choice.field) ?? []), column]);
    mapped.push(plannedColumn(choice, column, profiles));
  }
  const fields = { columns, set };
  const says = (what: 'currency' | 'period'): boolean => saysOfPay(what, fields, profiles, tools.vocabulary);
  refuseUnlessUsable(fields, table.columns, says, notes, name);
  const used = new Set(chosen.map(({ index }) => index));
  const plan: ImportPlan = {
    source: options.source ?? saved?.name ?? table.fingerprint,
    fingerprint: table.fingerprint,
    columns: table.columns,
    mapping: Object.fromEntries(
      Array.from(columns, ([field, found]) => [field, found.map(({ column }) => column)]),
    ),
    set,
    mapped,
    extra: table.columns.filter((_, index) => !used.has(index)),
    missing: missingFields(fields, says),
    dialect: dialectOf(table),
    duplicates: duplicatePolicy(options.duplicates, columns.has('id')),
    notes,
  };
  return { plan, fields };
}

/**
 * Decides on the sample how a file is imported. Fails with MAPPING_INVALID where what is stated does not fit or a date is
 * ambiguous, with COLUMNS_MISSING where no pay or interview is found, and with FILE_EMPTY where there are no rows.
 */
export function planImport(basis: PlanBasis): PlannedImport {
  const { table, options, saved, matcher, tools, name } = basis;
  const { vocabulary, policy } = tools;
  const named = mappingByName(table.columns, options, saved, matcher);
  refuseBadValues(named.set, tools);
  const indices = [...named.fixed.values(), ...named.suggested.values()].flat().map(({ index }) => index);
  const profiles = new ColumnProfiles(indices, (cell) => vocabulary.missing(cell));
  for (const rows of sampleRows(table, name)) profiles.add(rows);
  const readable = (field: CsvField, index: number): boolean => {
    const { cells, style } = profiles.of(index);
    const read = fieldReader(field, style.decide(options).style, vocabulary, policy);
    return table.own || cells.filter((cell) => read(cell).ok).length >= MOSTLY * cells.length;
  };
  return planOf(basis, chooseColumns(named, table.columns, profiles, readable), profiles, named.set);
}
