/** What a row says elsewhere that can decide between the currencies of one sign. */
export interface CurrencyHint {
  readonly currency?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** A currency (ISO 4217), or the currencies that the sign may stand for. */
export interface CurrencyReading {
  readonly code: string | null;
  readonly candidates: readonly string[];
}
