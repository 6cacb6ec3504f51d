import { failed, ok, type Result } from '../core/result.js';
import type { RowProblem } from '../domain/batch.js';
import type { PayPeriod, TaxKind } from '../domain/offer.js';
import type { PayText } from '../vocabulary/pay-text.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { CellSource } from './cell-source.js';
import type { AmountField } from './field-reader.js';
import type { PayHints } from './header-words.js';

/** A column of amounts, and what its header says of them. */
export interface AmountSource extends CellSource<PayText> {
  readonly hints: PayHints;
}

/** An amount of a row, as its cell states it. */
export interface StatedAmount {
  readonly field: AmountField;
  readonly text: PayText;
  readonly cell: string;
  readonly source: AmountSource;
}

/** What a row says beside its amounts, and where: in a column, or by what the user set (null). */
export interface Beside<Value> {
  readonly value: Value;
  readonly column: string | null;
}

type Found<Value> = Result<Value | undefined, RowProblem>;

function against(amount: StatedAmount, what: string, own: string, other: string): Result<never, RowProblem> {
  return failed({
    column: amount.source.column,
    found: `${amount.cell}, while the row says ${other} elsewhere`,
    expected: `one ${what}`,
    fix: `leave ${own} or ${other} in the row`,
  });
}

/** The currency that a shared sign of a cell stands for in a country. */
function localCurrency(cell: string, country: string, vocabulary: Vocabulary): string | undefined {
  for (const token of cell.split(/[\s\d.,-]+/)) {
    const reading = token === '' ? undefined : vocabulary.currency(token, { country });
    if (reading?.ok === true && reading.value?.code != null) return reading.value.code;
  }
  return undefined;
}

/**
 * The currency of an amount: what its cell says, else its row's column, else what was set, else its header. A sign that
 * several currencies share is decided by the others, or by the country; undefined where nothing says it. Fails where
 * cell and column contradict each other.
 */
export function currencyOf(
  amount: StatedAmount,
  beside: Beside<string> | undefined,
  country: string | undefined,
  vocabulary: Vocabulary,
): Found<string> {
  const { currency: own, currencyCandidates: shared } = amount.text;
  const other = beside?.value ?? amount.source.hints.currency;
  if (own !== undefined) {
    const contradicted = beside !== undefined && beside.column !== null && beside.value !== own;
    return contradicted ? against(amount, 'currency', own, beside.value) : ok(own);
  }
  if (shared === undefined) return ok(other);
  if (other !== undefined) {
    return shared.includes(other) ? ok(other) : against(amount, 'currency', shared.join(' or '), other);
  }
  return ok(country === undefined ? undefined : localCurrency(amount.cell, country, vocabulary));
}

/** The period of an amount, by the same order. */
export function periodOf(amount: StatedAmount, beside: Beside<PayPeriod> | undefined): Found<PayPeriod> {
  const own = amount.text.period;
  if (own === undefined) return ok(beside?.value ?? amount.source.hints.period);
  const contradicted = beside !== undefined && beside.column !== null && beside.value !== own;
  return contradicted ? against(amount, 'period', own, beside.value) : ok(own);
}

/** Whether an amount is before or after tax, by the same order. */
export function taxOf(amount: StatedAmount, beside: Beside<TaxKind> | undefined): Found<TaxKind> {
  const own = amount.text.tax;
  if (own === undefined) return ok(beside?.value ?? amount.source.hints.tax);
  const contradicted = beside !== undefined && beside.column !== null && beside.value !== own;
  return contradicted ? against(amount, 'tax', own, beside.value) : ok(own);
}
