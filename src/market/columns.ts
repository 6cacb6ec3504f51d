/** A dictionary-coded column: `codes[row]` names `values[code]`; code 0 is "unknown". */
export interface CodedColumn {
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

/** A column of sets: the codes of row i are `codes[offsets[i]] .. codes[offsets[i + 1] - 1]`, ascending. */
export interface CodedSets {
  readonly offsets: Uint32Array;
  readonly codes: Uint32Array;
  readonly values: readonly string[];
  /** 1 where the set was recorded, be it empty; 0 where it is unknown. */
  readonly known: Uint8Array;
}

/**
 * What explains pay, a column each, all of one length. NaN and null never enter a column: unknown years
 * are -1, an unknown day is `UNKNOWN_DAY`.
 */
export interface PayFactors {
  readonly rows: number;
  readonly role: CodedColumn;
  readonly level: CodedColumn;
  readonly country: CodedColumn;
  /** Region and city values carry their parents (`US/California/San Francisco`), so that they nest. */
  readonly region: CodedColumn;
  readonly city: CodedColumn;
  readonly employer: CodedColumn;
  readonly workMode: CodedColumn;
  readonly employment: CodedColumn;
  readonly skills: CodedSets;
  /** Years of experience, -1 where unknown. */
  readonly years: Float32Array;
  /** Day number of the offer, `UNKNOWN_DAY` where it has no date. */
  readonly day: Int32Array;
  /** Index into `evidenceTiers`. */
  readonly tier: Uint8Array;
}

/** Offers: what explains their pay, and the pay, of whatever currency and tax. */
export interface OfferColumns extends PayFactors {
  /** Four words a row; see `compareKeys`. */
  readonly keys: Uint32Array;
  /** The family of the role. */
  readonly family: CodedColumn;
  /** Only contributors named in the data. */
  readonly contributor: CodedColumn;
  readonly currency: CodedColumn;
  /** Index into `taxKinds`. */
  readonly tax: Uint8Array;
  /** Base pay of a full-time year, in major units; an open end is 0 below and Infinity above. */
  readonly payMin: Float64Array;
  readonly payMax: Float64Array;
  /** A full-time year, in major units, `UNKNOWN_AMOUNT` where not known. The sign-on is paid once. */
  readonly bonus: Float64Array;
  readonly equity: Float64Array;
  readonly signOn: Float64Array;
}

export const UNKNOWN_DAY = -2147483648;
export const UNKNOWN_YEARS = -1;
export const UNKNOWN_AMOUNT = -1;

/** The dictionary-coded columns. */
export const codedColumns = [
  'role',
  'family',
  'level',
  'country',
  'region',
  'city',
  'employer',
  'workMode',
  'employment',
  'contributor',
  'currency',
] as const;

export type CodedName = (typeof codedColumns)[number];

/** All dictionary-coded columns, each made another. */
export function mapCoded(
  columns: OfferColumns,
  change: (column: CodedColumn) => CodedColumn,
): Record<CodedName, CodedColumn> {
  return Object.fromEntries(codedColumns.map((name) => [name, change(columns[name])])) as Record<
    CodedName,
    CodedColumn
  >;
}
