import { MarketWorthError } from '../core/errors.js';
import type { CsvField } from '../domain/entry.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnProfiles } from './column-profile.js';
import type { FieldColumns } from './field-sources.js';
import { amountFields, type AmountField } from './field-reader.js';

const PER_PERIOD: readonly AmountField[] = ['pay', 'pay_min', 'pay_max', 'asked_pay', 'accepted_pay'];
const PAY: readonly CsvField[] = ['pay', 'pay_min', 'pay_max'];
const INTERVIEW: readonly CsvField[] = ['stage', 'outcome'];

/** What imports usually have, for the list of what a file lacks; alternatives count as one. */
const USUAL: readonly (readonly CsvField[])[] = [
  ['date'],
  ['employer'],
  ['role', 'title'],
  ['level', 'title'],
  ['location', 'country'],
  ['pay', 'pay_min', 'pay_max'],
  ['currency'],
  ['period'],
];

function has({ columns, set }: FieldColumns, field: CsvField): boolean {
  return (columns.get(field)?.length ?? 0) > 0 || set[field] !== undefined;
}

/** Fields that imports usually have and this one lacks. */
export function missingFields(
  fields: FieldColumns,
  saysPay: (what: 'currency' | 'period') => boolean,
): CsvField[] {
  return USUAL.filter((group) => !group.some((field) => has(fields, field)))
    .map(([field]) => field!)
    .filter((field) => (field !== 'currency' && field !== 'period') || !saysPay(field));
}

/** Where fewer of the amounts say their currency or period, the file is taken to say none: all others would be refused. */
const LEAST_SAID = 0.1;

/** Whether a file says the currency, or the period, of its amounts; true where it has no amounts. */
export function saysOfPay(
  what: 'currency' | 'period',
  fields: FieldColumns,
  profiles: ColumnProfiles,
  vocabulary: Vocabulary,
): boolean {
  if (has(fields, what)) return true;
  const amounts = what === 'period' ? PER_PERIOD : amountFields;
  const columns = amounts.flatMap((field) => fields.columns.get(field) ?? []);
  let stated = 0;
  let said = 0;
  for (const { index, hints, style } of columns) {
    if (hints[what] !== undefined) return true;
    for (const cell of profiles.of(index).cells) {
      const reading = vocabulary.pay(cell, style.number);
      if (!reading.ok || reading.value === null) continue;
      stated++;
      const shared = what === 'currency' && reading.value.currencyCandidates !== undefined;
      if (reading.value[what] !== undefined || (shared && has(fields, 'country'))) said++;
    }
  }
  return said >= LEAST_SAID * stated;
}

function lacking(name: string, what: string, fix: string, facts: Record<string, unknown>): MarketWorthError {
  return new MarketWorthError('COLUMNS_MISSING', `${name}: ${what} ${fix}`, facts);
}

/** Refuses a file that cannot hold an offer or an interview, or whose pay would be in an unknown currency or period. */
export function refuseUnlessUsable(
  fields: FieldColumns,
  names: readonly string[],
  saysPay: (what: 'currency' | 'period') => boolean,
  notes: readonly string[],
  name: string,
): void {
  if (![...PAY, ...INTERVIEW].some((field) => has(fields, field))) {
    const hint = notes.length === 0 ? '' : ` ${notes.join(' ')}`;
    throw lacking(
      name,
      `no column is known to hold a pay, or a stage or outcome of an interview, among ${names.join(', ')}.${hint}`,
      'State it with --map pay=COLUMN.',
      { columns: names },
    );
  }
  if (!saysPay('currency')) {
    throw lacking(
      name,
      'nothing says which currency the pay is in.',
      'State it for all rows, like --set currency=EUR, or its column, like --map currency=COLUMN.',
      { missing: 'currency', columns: names },
    );
  }
  if (!saysPay('period')) {
    throw lacking(
      name,
      'nothing says which period the pay is for, and it is not guessed from its size.',
      'State it for all rows, like --set period=year (or month, week, day, hour), or its column, like --map period=COLUMN.',
      { missing: 'period', columns: names },
    );
  }
}
