import { toMinor } from '../core/money.js';
import type { Result } from '../core/result.js';
import type { RowProblem } from '../domain/batch.js';
import type { Entry } from '../domain/entry.js';
import type { PayPeriod, TaxKind } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import type { CurrencyReading } from '../vocabulary/currency-text.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { CellSource, OnProblem } from './cell-source.js';
import { amountFields, type AmountField } from './field-reader.js';
import {
  currencyOf,
  periodOf,
  taxOf,
  type AmountSource,
  type Beside,
  type StatedAmount,
} from './stated-amount.js';

/** Where a row says what it pays. */
export interface PaySources {
  readonly amounts: Readonly<Partial<Record<AmountField, readonly AmountSource[]>>>;
  readonly currency: readonly CellSource<CurrencyReading>[];
  readonly period: readonly CellSource<PayPeriod>[];
  readonly tax: readonly CellSource<TaxKind>[];
}

/** An entry under construction. */
export type Draft = { -readonly [Key in keyof Entry]: Entry[Key] };

/** Amounts beside the pay, by the keys of an entry. The first three add up over columns. */
const BESIDE = {
  bonus: 'bonus',
  equity_per_year: 'equityPerYear',
  sign_on: 'signOn',
  asked_pay: 'askedPay',
  accepted_pay: 'acceptedPay',
} as const satisfies Partial<Record<AmountField, keyof Entry>>;

type BesideField = keyof typeof BESIDE;

const SUMS: ReadonlySet<AmountField> = new Set(['bonus', 'equity_per_year', 'sign_on']);

/** The value that amounts agree on; undefined where none states it. */
function agreed<Value extends string>(
  amounts: readonly StatedAmount[],
  find: (amount: StatedAmount) => Result<Value | undefined, RowProblem>,
  onProblem: OnProblem,
): Value | undefined {
  let value: Value | undefined;
  for (const amount of amounts) {
    const found = find(amount);
    if (!found.ok) onProblem(found.problem);
    else if (value !== undefined && found.value !== undefined && found.value !== value) {
      const { source, cell } = amount;
      const problem = {
        found: `${cell} (${found.value}) beside an amount in ${value}`,
        expected: `all in ${value}`,
      };
      onProblem({
        column: source.column,
        ...problem,
        fix: 'bring the amounts of the row to one currency, period and tax',
      });
    } else value ??= found.value;
  }
  return value;
}

function unknown(amount: StatedAmount, what: string, example: string): RowProblem {
  return {
    column: amount.source.column,
    found: `${amount.cell} without a ${what}`,
    expected: `a ${what}, in the cell, a column of its own or the header`,
    fix: `state --set ${what}=${example} or --map ${what}=COLUMN`,
  };
}

/** Reads what a row pays: amounts, and their currency, period and tax. */
export class RowPay {
  private readonly fields: readonly AmountField[];

  constructor(
    private readonly sources: PaySources,
    private readonly vocabulary: Vocabulary,
    private readonly periods: Policy['periods'],
  ) {
    this.fields = amountFields.filter((field) => (sources.amounts[field] ?? []).length > 0);
  }

  /** Adds to a draft what the row pays; nothing where it states no amount. A problem refuses the row. */
  read(cells: readonly string[], draft: Draft, onProblem: OnProblem): void {
    const amounts = this.stated(cells, onProblem);
    const first = amounts[0];
    if (first === undefined) return;
    let problems = 0;
    const note: OnProblem = (problem) => {
      problems++;
      onProblem(problem);
    };
    const ofPeriod = amounts.filter(({ field }) => !SUMS.has(field));
    const { sources, vocabulary } = this;
    const money = this.currencyBeside(cells, draft.country, note);
    const span = this.beside(sources.period, cells, note);
    const kind = this.beside(sources.tax, cells, note);
    const currency = agreed(amounts, (one) => currencyOf(one, money, draft.country, vocabulary), note);
    const period = agreed(ofPeriod, (one) => periodOf(one, span), note);
    const tax = agreed(amounts, (one) => taxOf(one, kind), note);
    if (currency === undefined && problems === 0) note(unknown(first, 'currency', 'EUR'));
    if (period === undefined && ofPeriod[0] && problems === 0) note(unknown(ofPeriod[0], 'period', 'year'));
    if (problems > 0 || currency === undefined) return;
    draft.currency = currency;
    if (period !== undefined) draft.period = period;
    if (tax !== undefined) draft.tax = tax;
    this.addPay(amounts, currency, draft, note);
    this.addBeside(amounts, currency, draft, note);
  }

  /** The amounts of a row: of a sum all columns, else the first that states one. */
  private stated(cells: readonly string[], onProblem: OnProblem): StatedAmount[] {
    const amounts: StatedAmount[] = [];
    for (const field of this.fields) {
      if (amounts[0]?.field === 'pay' && (field === 'pay_min' || field === 'pay_max')) continue;
      for (const source of this.sources.amounts[field]!) {
        const cell = source.cell(cells);
        if (cell === '') continue;
        const reading = source.read(cell);
        if (!reading.ok) onProblem({ column: source.column, ...reading.problem });
        else if (reading.value !== null) amounts.push({ field, text: reading.value, cell, source });
        else continue;
        if (!SUMS.has(field)) break;
      }
    }
    return amounts;
  }

  private beside<Value>(
    sources: readonly CellSource<Value>[],
    cells: readonly string[],
    onProblem: OnProblem,
  ): Beside<Value> | undefined {
    for (const { cell, read, column } of sources) {
      const text = cell(cells);
      const reading = text === '' ? undefined : read(text);
      if (reading === undefined) continue;
      if (!reading.ok) onProblem({ column, ...reading.problem });
      else if (reading.value !== null) return { value: reading.value, column };
    }
    return undefined;
  }

  /** The currency of the row's column, a shared sign (`$`) decided by the country, or of what was set. */
  private currencyBeside(
    cells: readonly string[],
    country: string | undefined,
    onProblem: OnProblem,
  ): Beside<string> | undefined {
    for (const { cell, read, column } of this.sources.currency) {
      const text = cell(cells);
      let reading = text === '' ? undefined : read(text);
      if (reading === undefined) continue;
      if (reading.ok && reading.value?.code === null && country !== undefined) {
        reading = this.vocabulary.currency(text, { country });
      }
      if (!reading.ok) onProblem({ column, ...reading.problem });
      else if (reading.value?.code != null) return { value: reading.value.code, column };
    }
    return undefined;
  }

  private minor(
    amount: StatedAmount,
    major: number,
    currency: string,
    onProblem: OnProblem,
  ): number | undefined {
    const minor = toMinor(major, currency);
    if (minor.ok) return minor.value;
    const { source, cell } = amount;
    onProblem({ column: source.column, found: cell, expected: 'a smaller amount', fix: minor.problem });
    return undefined;
  }

  private addPay(
    amounts: readonly StatedAmount[],
    currency: string,
    draft: Draft,
    onProblem: OnProblem,
  ): void {
    for (const amount of amounts) {
      const { field, text, cell, source } = amount;
      const isBound = field === 'pay_min' || field === 'pay_max';
      if (field !== 'pay' && !isBound) continue;
      if (isBound && text.min !== text.max) {
        onProblem({
          column: source.column,
          found: cell,
          expected: 'one figure',
          fix: 'use a column mapped to pay for ranges',
        });
        continue;
      }
      const [min, max] = [
        field === 'pay_max' ? undefined : text.min,
        field === 'pay_min' ? undefined : text.max,
      ];
      const low = min === undefined ? undefined : this.minor(amount, min, currency, onProblem);
      const high = max === undefined ? undefined : this.minor(amount, max, currency, onProblem);
      if (low !== undefined) draft.payMin = low;
      if (high !== undefined) draft.payMax = high;
      const { payMin = 0, payMax = Infinity } = draft;
      if (payMin > payMax) {
        onProblem({
          column: source.column,
          found: `a lowest pay above ${cell}`,
          expected: 'a range with its lower end first',
          fix: 'exchange the two',
        });
      }
    }
  }

  private addBeside(
    amounts: readonly StatedAmount[],
    currency: string,
    draft: Draft,
    onProblem: OnProblem,
  ): void {
    for (const amount of amounts) {
      const { field, text, cell, source } = amount;
      if (!(field in BESIDE)) continue;
      if (text.min === undefined || text.min !== text.max) {
        onProblem({
          column: source.column,
          found: cell,
          expected: 'one figure',
          fix: 'leave one figure in the cell',
        });
        continue;
      }
      const period = text.period ?? source.hints.period;
      const yearly = (field === 'bonus' || field === 'equity_per_year') && period !== undefined;
      const major = text.min * (yearly ? this.periods.employee[period] : 1);
      const minor = this.minor(amount, major, currency, onProblem);
      const key = BESIDE[field as BesideField];
      if (minor !== undefined) draft[key] = (draft[key] ?? 0) + minor;
    }
  }
}
