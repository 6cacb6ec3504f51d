import type { Sizes } from './canon.js';
import type { CanonicalRows, Grouping } from './canonical-rows.js';
import { CombinationIndex, memberKey } from './combination-index.js';
import { rawCovariate, slopeCovariate, type CovariateScales } from './covariates.js';
import { locateInTime, locateOnCurve } from './locate-in-time.js';
import { UNSEEN, type Located, type WeightedEffects } from './located.js';
import type { CellTerm, CurveTerm, ListTerm, Term } from './terms.js';

/** What a fit has learnt of a family's codes. */
export interface TermCodes {
  /** How many effects the family has. */
  readonly size: number;
  /** Whether "unknown" is a group of its own: some offers have it and others do not. */
  readonly unknownToo: boolean;
  /** The combinations that occurred, in the order of their codes; null where the family is not over combinations. */
  readonly keys: Float64Array | null;
}

/** Tells which effects of a family a row has. */
export interface TermCoder {
  readonly term: Term;
  /** Replaces what `into` holds by the effects of a row. `trend` is how steep time goes on beyond the offers. */
  locate(rows: CanonicalRows, row: number, trend: number, into: Located): void;
  /** Adds what several rows have, each times its weight; time stands still beyond the offers. */
  addAll(rows: CanonicalRows, weights: Float64Array, into: WeightedEffects): void;
  /** Where the family is over lists: the code of the k-th of all listed members, `UNSEEN` where it never occurred. */
  readonly memberCode: (rows: CanonicalRows, row: number, k: number) => number;
}

/** The codes of some groupings, row by row; remembers those of the rows it was last asked about. */
function partsOf(groupings: readonly Grouping[]): (rows: CanonicalRows) => readonly Int32Array[] {
  let last: CanonicalRows | null = null;
  let parts: readonly Int32Array[] = [];
  return (rows) => {
    if (rows !== last) {
      last = rows;
      parts = groupings.map((grouping) => rows.groups[grouping]);
    }
    return parts;
  };
}

/** Room for the code of a value that no offer has. */
export function widthOf(sizes: Sizes, grouping: Grouping): number {
  return sizes[grouping] + 1;
}

/** The coder of a family, from what was learnt. */
export function termCoder(term: Term, codes: TermCodes, sizes: Sizes, scales: CovariateScales): TermCoder {
  if (term.kind === 'cells') return cellCoder(term, codes, sizes, scales);
  if (term.kind === 'list') return listCoder(term, codes);
  return term.kind === 'curve' ? curveCoder(term, scales) : recordedCoder(term);
}

const noMembers = (): number => UNSEEN;

function cellCoder(
  term: CellTerm,
  { size, unknownToo, keys }: TermCodes,
  sizes: Sizes,
  scales: CovariateScales,
): TermCoder {
  const [first, ...others] = term.by;
  const widths = others.map((grouping) => widthOf(sizes, grouping));
  const combinations = keys && new CombinationIndex(keys, widths);
  const parts = partsOf(others);
  const codeOf = (rows: CanonicalRows, row: number): number => {
    const code = rows.groups[first][row]!;
    if (!combinations) {
      const single = code - (unknownToo ? 0 : 1);
      return single < size ? single : UNSEEN;
    }
    const key = combinations.key(code, parts(rows), row);
    return code === 0 || key < 0 ? -1 : combinations.find(key);
  };
  const { slope } = term;
  const scale = slope && scales[slope];
  const valueOf = (rows: CanonicalRows, row: number): number =>
    slope && scale ? slopeCovariate(slope, scale, rawCovariate(rows, slope)[row]!) : 1;
  return {
    term,
    memberCode: noMembers,
    locate(rows, row, _trend, into) {
      into.clear();
      into.add(codeOf(rows, row), valueOf(rows, row));
    },
    addAll(rows, weights, into) {
      for (let row = 0; row < rows.rows; row++)
        into.add(codeOf(rows, row), weights[row]! * valueOf(rows, row));
    },
  };
}

function listCoder(term: ListTerm, { keys }: TermCodes): TermCoder {
  const { by } = term;
  const combinations = by && new CombinationIndex(keys ?? undefined);
  const memberCode = (rows: CanonicalRows, row: number, k: number): number => {
    const member = rows[term.of].members[k]!;
    if (member < 0) return UNSEEN;
    if (!by || !combinations) return member;
    const key = memberKey(member, rows.groups[by][row]!);
    return key < 0 ? -1 : combinations.find(key);
  };
  return {
    term,
    memberCode,
    locate(rows, row, _trend, into) {
      into.clear();
      const { ends } = rows[term.of];
      for (let k = ends[row]!; k < ends[row + 1]!; k++) into.add(memberCode(rows, row, k), 1);
    },
    addAll(rows, weights, into) {
      const { ends } = rows[term.of];
      for (let row = 0; row < rows.rows; row++) {
        for (let k = ends[row]!; k < ends[row + 1]!; k++) into.add(memberCode(rows, row, k), weights[row]!);
      }
    },
  };
}

function recordedCoder(term: Term): TermCoder {
  return {
    term,
    memberCode: noMembers,
    locate(rows, row, _trend, into) {
      into.clear();
      into.add(rows.skillsKnown[row]!, 1);
    },
    addAll(rows, weights, into) {
      for (let row = 0; row < rows.rows; row++) into.add(rows.skillsKnown[row]!, weights[row]!);
    },
  };
}

function curveCoder(term: CurveTerm, scales: CovariateScales): TermCoder {
  const knots = scales[term.over]?.knots ?? [];
  return {
    term,
    memberCode: noMembers,
    locate(rows, row, trend, into) {
      into.clear();
      const value = rawCovariate(rows, term.over)[row]!;
      if (Number.isNaN(value)) return;
      if (term.over === 'time') locateInTime(knots, value, trend, into);
      else locateOnCurve(knots, value, 1, into);
    },
    addAll(rows, weights, into) {
      const values = rawCovariate(rows, term.over);
      for (let row = 0; row < rows.rows; row++) {
        if (!Number.isNaN(values[row]!)) locateOnCurve(knots, values[row]!, weights[row]!, into);
      }
    },
  };
}
