import type { PayPeriod, TaxKind } from '../domain/offer.js';

/** What a cell says of pay, in major units. A point has both bounds, equal; an open end lacks one. */
export interface PayText {
  readonly min?: number;
  readonly max?: number;
  /** ISO 4217, where the cell names one. */
  readonly currency?: string;
  /** The currencies that the cell's sign may stand for, where it is shared (`$`, `kr`). */
  readonly currencyCandidates?: readonly string[];
  readonly period?: PayPeriod;
  readonly tax?: TaxKind;
  readonly approximate?: boolean;
}
