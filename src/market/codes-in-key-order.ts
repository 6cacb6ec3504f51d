import { mapCoded, type CodedColumn, type CodedSets, type OfferColumns } from './columns.js';

/** Gives values new codes, in the order in which they are met; 0 stays. */
class NewCodes {
  readonly values: string[] = [''];
  readonly #codes: Uint32Array;

  constructor(private readonly before: readonly string[]) {
    this.#codes = new Uint32Array(before.length);
  }

  meet(code: number): void {
    if (code !== 0 && this.#codes[code] === 0) this.#codes[code] = this.values.push(this.before[code]!) - 1;
  }

  has(code: number): boolean {
    return code === 0 || this.#codes[code] !== 0;
  }

  all(codes: Uint32Array): Uint32Array {
    return codes.map((code) => this.#codes[code]!);
  }
}

function recoded({ codes, values }: CodedColumn, rows: Uint32Array): CodedColumn {
  const fresh = new NewCodes(values);
  for (const row of rows) fresh.meet(codes[row]!);
  return { codes: fresh.all(codes), values: fresh.values };
}

/** New values of one row are met by name: in which order it named them is not known any more. */
function recodedSets({ offsets, codes, values, known }: CodedSets, rows: Uint32Array): CodedSets {
  const fresh = new NewCodes(values);
  const byName = (a: number, b: number): number => (values[a]! < values[b]! ? -1 : 1);
  for (const row of rows) {
    const [from, to] = [offsets[row]!, offsets[row + 1]!];
    let at = from;
    while (at < to && fresh.has(codes[at]!)) at++;
    if (at < to) for (const code of codes.slice(at, to).sort(byName)) fresh.meet(code);
  }
  const own = fresh.all(codes);
  for (let row = 0; row + 1 < offsets.length; row++) own.subarray(offsets[row], offsets[row + 1]).sort();
  return { offsets, codes: own, values: fresh.values, known };
}

/**
 * The same columns with codes that follow from the rows alone, in whatever order they came in: what is worked out in the
 * order of codes is then the same bits wherever it is worked out. Cost: rows x columns.
 *
 * @param rows all rows that any value is of, in key order
 */
export function codesInKeyOrder(columns: OfferColumns, rows: Uint32Array): OfferColumns {
  return {
    ...columns,
    ...mapCoded(columns, (column) => recoded(column, rows)),
    skills: recodedSets(columns.skills, rows),
  };
}
