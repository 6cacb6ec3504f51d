/** How a column writes numbers, decided once from its cells. */
export interface NumberStyle {
  /** What stands before the fraction; null where no cell of the column has one. */
  readonly decimal: '.' | ',' | null;
  /** What groups thousands beside spaces and apostrophes, which always may. */
  readonly thousands: readonly ('.' | ',')[];
  /** The most digits after the decimal separator that the column is sure of; under 3, `1,234` stays in doubt. */
  readonly decimals: number;
}

/** Collects how the cells of one column write numbers. */
export interface NumberEvidence {
  /** Cells that hold no number, or a plain integer, change nothing. */
  add(cell: string): void;
  decide(): NumberStyle;
}
