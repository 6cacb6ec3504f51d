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
