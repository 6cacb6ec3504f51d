import { dateEvidence, defaultPivot, type DateStyle } from '../vocabulary/date-style.js';
import { numberEvidence, statedStyle, type NumberStyle } from '../vocabulary/number-style.js';

/** How the cells of a column are written, decided once for all of them. */
export interface ColumnStyle {
  readonly number: NumberStyle;
  readonly date: DateStyle;
}

/** What the user states of it. */
export interface StatedStyle {
  readonly decimal?: '.' | ',' | undefined;
  readonly dateFormat?: DateStyle['order'] | undefined;
}

/** The style of values that the user writes by hand. */
export const plainStyle: ColumnStyle = {
  number: statedStyle('.'),
  date: { order: 'ymd', pivot: defaultPivot },
};

/** Collects how the cells of a column are written. */
export class StyleEvidence {
  private readonly numbers = numberEvidence();
  private readonly dates = dateEvidence();

  add(cell: string): void {
    this.numbers.add(cell);
    this.dates.add(cell);
  }

  /** The style, as stated where it is; `ambiguousDate` is a cell whose day and month nothing tells apart. */
  decide(stated: StatedStyle): { readonly style: ColumnStyle; readonly ambiguousDate: string | undefined } {
    const dates = this.dates.decide();
    const number = stated.decimal === undefined ? this.numbers.decide() : statedStyle(stated.decimal);
    if (stated.dateFormat !== undefined) {
      const date = { order: stated.dateFormat, pivot: defaultPivot };
      return { style: { number, date }, ambiguousDate: undefined };
    }
    return dates.ambiguous
      ? { style: { number, date: plainStyle.date }, ambiguousDate: dates.example }
      : { style: { number, date: dates.style }, ambiguousDate: undefined };
  }
}
