/** Where a text says that the work is. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  /** Present where the text says that the work is remote. */
  readonly remote?: boolean;
}
