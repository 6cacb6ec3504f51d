import { positionAmong } from '../../stats/piecewise-linear.js';
import type { Sizes } from './canon.js';
import type { CanonicalRows, Grouping } from './canonical-rows.js';
import { CombinationIndex } from './combination-index.js';
import { rawCovariate, slopeCovariate, type CovariateScales } from './covariates.js';
import { locateInTime } from './locate-in-time.js';
import { UNSEEN, type Located } from './located.js';
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

/** Room for the code of a role that no offer has. */
export function widthOf(sizes: Sizes, grouping: Grouping): number {
  return sizes[grouping] + 1;
}

/** The coder of a family, from what was learnt. */
export function termCoder(term: Term, codes: TermCodes, sizes: Sizes, scales: CovariateScales): TermCoder {
  if (term.kind === 'cells') return cellCoder(term, codes, sizes, scales);
  if (term.kind === 'list') return listCoder(term, codes, sizes);
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
  const combinations = keys && new CombinationIndex(widths, keys);
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
  return {
    term,
    memberCode: noMembers,
    locate(rows, row, _trend, into) {
      into.clear();
      const value = slope && scale ? slopeCovariate(slope, scale, rawCovariate(rows, slope)[row]!) : 1;
      into.add(codeOf(rows, row), value);
    },
  };
}

function listCoder(term: ListTerm, { keys }: TermCodes, sizes: Sizes): TermCoder {
  const { by } = term;
  const combinations = by && new CombinationIndex([widthOf(sizes, by)], keys ?? []);
  const parts = partsOf(by ? [by] : []);
  const memberCode = (rows: CanonicalRows, row: number, k: number): number => {
    const member = rows[term.of].members[k]!;
    if (member < 0) return UNSEEN;
    if (!combinations) return member;
    const key = combinations.key(member, parts(rows), row);
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
      if (term.over === 'time') {
        locateInTime(knots, value, trend, into);
        return;
      }
      const { segment, fraction } = positionAmong(knots, value);
      into.add(segment, 1 - fraction);
      into.add(segment + 1, fraction);
    },
  };
}
