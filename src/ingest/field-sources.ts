import { ok } from '../core/result.js';
import type { CsvField } from '../domain/entry.js';
import type { PayPeriod, TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import { unreadable, type Reading } from '../vocabulary/reading.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { columnCell, type CellSource } from './cell-source.js';
import { plainStyle, type ColumnStyle } from './column-style.js';
import {
  amountFields,
  listFields,
  plainReaders,
  type AmountField,
  type ListField,
  type PlainField,
  type PlainValue,
} from './field-reader.js';
import type { PayHints } from './header-words.js';
import type { PaySources } from './row-pay.js';
import { tickReader } from './tick-column.js';

/** A column as a field reads it. */
export interface FieldColumn {
  readonly index: number;
  readonly column: string;
  readonly style: ColumnStyle;
  readonly hints: PayHints;
  /** Whether its cells only tick what its name says. */
  readonly ticks: boolean;
}

/** Field to its columns, the first of which counts first, and field to what the user set. */
export interface FieldColumns {
  readonly columns: ReadonlyMap<CsvField, readonly FieldColumn[]>;
  readonly set: Readonly<Partial<Record<CsvField, string>>>;
}

/** The longest cells that are read; a list or a note may be longer than what has a form. */
const LONGEST_CELL = 2000;
const LONGEST_LIST = 20_000;
const LONG: ReadonlySet<CsvField> = new Set([...listFields, 'notes']);

/** Refuses cells that are too long to be what they should be, before any rule tries them. */
function bounded<Value>(
  field: CsvField,
  read: (cell: string) => Reading<Value>,
): (cell: string) => Reading<Value> {
  const longest = LONG.has(field) ? LONGEST_LIST : LONGEST_CELL;
  return (cell) =>
    cell.length <= longest ? read(cell) : unreadable(cell, `at most ${longest} signs`, 'shorten the text');
}

/** How many cells of a column are remembered, and up to which length: those that are met first, for most repeat soon. */
const REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 100;

/** Reads a cell that was met before no second time. */
function remembering<Value>(read: (cell: string) => Reading<Value>): (cell: string) => Reading<Value> {
  const known = new Map<string, Reading<Value>>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const reading = read(cell);
    if (known.size < REMEMBERED && cell.length <= LONGEST_REMEMBERED) known.set(cell, reading);
    return reading;
  };
}

/** Finds the cells of fields and reads them. */
export class FieldSources {
  constructor(
    private readonly fields: FieldColumns,
    private readonly vocabulary: Vocabulary,
    private readonly policy: Policy,
  ) {}

  private sources<Value>(
    field: CsvField,
    reader: (style: ColumnStyle) => CellSource<Value>['read'],
    remember: (read: CellSource<Value>['read']) => CellSource<Value>['read'] = remembering,
  ): CellSource<Value>[] {
    const columns = this.fields.columns.get(field) ?? [];
    const found: CellSource<Value>[] = columns.map(({ index, column, style, ticks }) => {
      const read = ticks ? tickReader(column, reader(style)) : reader(style);
      return { column, cell: columnCell(index), read: remember(bounded(field, read)) };
    });
    const value = this.fields.set[field];
    if (value === undefined) return found;
    return [...found, { column: null, cell: () => value, read: reader(plainStyle) }];
  }

  plain(field: PlainField): CellSource<PlainValue>[] {
    const { vocabulary, policy } = this;
    return this.sources(
      field,
      (style) => plainReaders(vocabulary, style, policy.periods.fullTimeWeek)[field],
    );
  }

  list(field: ListField): CellSource<readonly string[]>[] {
    return this.sources(field, () => (cell) => ok(this.vocabulary.skills(cell)));
  }

  pay(): PaySources {
    const { vocabulary } = this;
    const amounts = amountFields.map((field): [AmountField, PaySources['amounts'][AmountField]] => {
      const columns = this.fields.columns.get(field) ?? [];
      // Amounts repeat too little, and are read too quickly, to be remembered.
      const amount = (style: ColumnStyle) => (cell: string) => vocabulary.pay(cell, style.number);
      const sources = this.sources(field, amount, (read) => read);
      return [field, sources.map((source, i) => ({ ...source, hints: columns[i]?.hints ?? {} }))];
    });
    return {
      amounts: Object.fromEntries(amounts),
      currency: this.sources('currency', () => (cell) => vocabulary.currency(cell)),
      period: this.plain('period') as CellSource<PayPeriod>[],
      tax: this.plain('tax') as CellSource<TaxKind>[],
    };
  }
}
