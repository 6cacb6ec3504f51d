import { plainText } from './plain-text.js';

/** How a column writes dates in figures: the order of day, month and year. */
export interface DateStyle {
  readonly order: 'ymd' | 'mdy' | 'dmy';
  /** Two-digit years above this one are of the last century: with 50, `49` is 2049 and `51` is 1951. */
  readonly pivot: number;
}

/** The order of a column, or that its cells leave it open, with one of them. */
export type DateDecision =
  | { readonly ambiguous: false; readonly style: DateStyle }
  | { readonly ambiguous: true; readonly example: string };

/** Collects how the cells of one column write dates. */
export interface DateEvidence {
  add(cell: string): void;
  decide(): DateDecision;
}

/** A date in figures that ends with its year, with or without a time: two numbers, their separator, the year. */
export const yearLast = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[ T,])/;

export const defaultPivot = 50;

/** The order that this share of the telling cells has is the column's; what is against it is refused by cell. */
const CLEAR = 0.95;

function decided(order: DateStyle['order']): DateDecision {
  return { ambiguous: false, style: { order, pivot: defaultPivot } };
}

/**
 * Decides from its cells whether a column writes the day or the month first: a number above 12 tells. Figures with
 * dots between (`7.8.2024`) are day first unless a cell shows otherwise, for that is how they are written wherever
 * they are. A column whose cells could all be both is ambiguous, and so is one in which fewer than 95 % of the
 * telling cells agree. Constant memory.
 *
 * @example orderOfCells(['1/2/2024', '1/31/2024']) // { ambiguous: false, style: { order: 'mdy', pivot: 50 } }
 * @example orderOfCells(['1/2/2024']) // { ambiguous: true, example: '1/2/2024' }
 */
export function dateEvidence(): DateEvidence {
  let dayFirst = 0;
  let monthFirst = 0;
  let dotted = false;
  let example: string | undefined;
  return {
    add(cell) {
      const match = yearLast.exec(plainText(cell));
      if (!match) return;
      const [first, second] = [Number(match[1]), Number(match[3])];
      if (first > 12 && second <= 12) dayFirst++;
      else if (second > 12 && first <= 12) monthFirst++;
      else if (match[2] === '.') dotted = true;
      else if (first !== second) example ??= cell.trim();
    },
    decide() {
      const telling = dayFirst + monthFirst;
      if (telling > 0 && dayFirst >= CLEAR * telling) return decided('dmy');
      if (telling > 0 && monthFirst >= CLEAR * telling) return decided('mdy');
      if (example !== undefined) return { ambiguous: true, example };
      return decided(dotted || telling > 0 ? 'dmy' : 'ymd');
    },
  };
}

/** The order of a column that is at hand as a whole. */
export function orderOfCells(cells: Iterable<string>): DateDecision {
  const evidence = dateEvidence();
  for (const cell of cells) evidence.add(cell);
  return evidence.decide();
}
