import { MarketWorthError } from '../core/errors.js';
import type { CsvField } from '../domain/entry.js';
import type { SavedMapping } from '../domain/ports.js';
import type { ColumnMatcher } from './column-matches.js';
import type { ColumnProfiles } from './column-profile.js';
import { amountFields, listFields } from './field-reader.js';
import type { FieldColumn } from './field-sources.js';
import type { FileTable } from './file-table.js';
import { headerWords, type PayHints } from './header-words.js';
import type { PlannedColumn } from './import-plan.js';
import type { IngestOptions } from './ingest-options.js';
import type { IngestTools } from './ingest-tools.js';
import type { ChosenColumn } from './mapping-choice.js';
import { isTickColumn } from './tick-column.js';

/** What a plan is made of. */
export interface PlanBasis {
  readonly name: string;
  readonly table: FileTable;
  readonly options: IngestOptions;
  readonly saved: SavedMapping | undefined;
  readonly matcher: ColumnMatcher;
  readonly tools: IngestTools;
}

const NUMBERS: ReadonlySet<CsvField> = new Set([
  ...amountFields,
  'years',
  'hours',
  'culture',
  'work_life_balance',
  'development',
  'manager',
  'commute',
]);
const DATES: ReadonlySet<CsvField> = new Set(['date', 'follow_up_on']);
const TICKABLE: ReadonlySet<CsvField> = new Set(['role', 'title', ...listFields]);

/** What the header of amounts says of them; of other columns nothing. */
function payHints(field: CsvField, column: string, { aliases, vocabulary }: IngestTools): PayHints {
  if (!amountFields.some((amount) => amount === field)) return {};
  const { period, currency, tax } = headerWords(column, aliases, vocabulary);
  return { ...(period && { period }), ...(currency && { currency }), ...(tax && { tax }) };
}

/** A chosen column as its field reads it. Fails with MAPPING_INVALID where its dates are ambiguous. */
export function fieldColumn(
  { field, index }: ChosenColumn,
  { table, options, tools, name }: PlanBasis,
  profiles: ColumnProfiles,
): FieldColumn {
  const column = table.columns[index]!;
  const profile = profiles.of(index);
  const { style, ambiguousDate } = profile.style.decide(options);
  if (DATES.has(field) && ambiguousDate !== undefined) {
    throw new MarketWorthError(
      'MAPPING_INVALID',
      `${name}: ${ambiguousDate} in column ${column} may begin with the day or the month, and no cell tells which. State --date-format dmy or --date-format mdy.`,
      { field, column, example: ambiguousDate },
    );
  }
  const hints = payHints(field, column, tools);
  const ticks = TICKABLE.has(field) && isTickColumn(profile.cells);
  return { index, column, style, hints, ticks };
}

/** The same for people. */
export function plannedColumn(
  { field, by }: ChosenColumn,
  { column, index, style, hints }: FieldColumn,
  profiles: ColumnProfiles,
): PlannedColumn {
  return {
    column,
    field,
    by,
    samples: profiles.of(index).cells.slice(0, 3),
    ...(NUMBERS.has(field) && style.number.decimal !== null && { decimal: style.number.decimal }),
    ...(DATES.has(field) && { dateFormat: style.date.order }),
    ...hints,
  };
}
