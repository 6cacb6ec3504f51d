import { positionAmong } from '../../stats/piecewise-linear.js';
import type { EffectFamily } from '../../stats/pooled-regression.js';
import { setFamily } from '../../stats/set-effects.js';
import type { Canon, CanonicalRows, Lists } from './canonical-columns.js';
import { covariateScale, rawCovariate, slopeCovariate, type CovariateScales } from './covariates.js';
import { locateInTime, locateOnCurve } from './curve-position.js';
import type { Located } from './located.js';
import { CellCoder, ListCoder } from './term-codes.js';
import {
  terms,
  type CellTerm,
  type CurveTerm,
  type ListTerm,
  type RecordedTerm,
  type Term,
} from './terms.js';

/** A family of effects over a pool's offers, and where any row or profile stands in it. */
export interface DesignTerm {
  readonly term: Term;
  readonly family: EffectFamily;
  /** Where the family is over lists: the coded list of each of the pool's rows. */
  readonly lists: Lists | null;
  /** Where the family is over lists: the code of the k-th of all listed members, -1 for none. */
  readonly memberCode: ((rows: CanonicalRows, row: number, k: number) => number) | null;
  /** Replaces what `into` holds by the effects of a row. `trend` is how steep time goes on beyond the offers. */
  locate(rows: CanonicalRows, row: number, trend: number, into: Located): void;
}

/** The families that the offers of a pool can speak of. */
export interface Design {
  readonly terms: readonly DesignTerm[];
  readonly scales: CovariateScales;
}

/** Builds the design of a pool; families in which its offers do not differ are left out. */
export function buildDesign(canon: Canon, rows: CanonicalRows): Design {
  const scales = { years: covariateScale(rows, 'years'), time: covariateScale(rows, 'time') };
  const built = terms.map((term) => {
    if (term.kind === 'cells') return cellTerm(term, canon, rows, scales);
    if (term.kind === 'list') return listTerm(term, canon, rows);
    return term.kind === 'curve' ? curveTerm(term, rows, scales) : recordedTerm(term, rows);
  });
  return { terms: built.filter((term) => term !== null), scales };
}

const notLists = { lists: null, memberCode: null };

function differs(codes: Int32Array | Uint8Array): boolean {
  return codes.some((code) => code !== codes[0]);
}

function cellTerm(
  term: CellTerm,
  canon: Canon,
  rows: CanonicalRows,
  scales: CovariateScales,
): DesignTerm | null {
  const scale = term.slope && scales[term.slope];
  const apart = term.by.every((name) => differs(rows.groups[name]));
  if (!apart || (term.slope && !scale)) return null;
  const coder = new CellCoder(term.by, rows, canon.sizes);
  const codes = coder.learn(rows);
  const slope = term.slope;
  const valueOf = (from: CanonicalRows, row: number): number =>
    slope && scale ? slopeCovariate(slope, scale, rawCovariate(from, slope)[row]!) : 1;
  const covariate = slope && Float64Array.from(codes, (_, row) => valueOf(rows, row));
  return {
    term,
    family: { kind: 'grouped', size: coder.size, codes, covariate },
    ...notLists,
    locate(from, row, _trend, into) {
      into.clear();
      into.add(coder.code(from, row), valueOf(from, row));
    },
  };
}

function listTerm(term: ListTerm, canon: Canon, rows: CanonicalRows): DesignTerm | null {
  const coder = new ListCoder(term, canon);
  if (rows[term.of].members.length === 0 || (term.by && !differs(rows.groups[term.by]))) return null;
  const { members, ends } = coder.learn(rows);
  return {
    term,
    family: setFamily(members, ends, coder.size),
    lists: { members, ends },
    memberCode: (from, row, k) => coder.code(from, row, k),
    locate(from, row, _trend, into) {
      into.clear();
      const { ends: listEnds } = from[term.of];
      for (let k = listEnds[row]!; k < listEnds[row + 1]!; k++) into.add(coder.code(from, row, k), 1);
    },
  };
}

function recordedTerm(term: RecordedTerm, rows: CanonicalRows): DesignTerm | null {
  if (!differs(rows.skillsKnown)) return null;
  return {
    term,
    family: { kind: 'grouped', size: 2, codes: Int32Array.from(rows.skillsKnown), covariate: null },
    ...notLists,
    locate(from, row, _trend, into) {
      into.clear();
      into.add(from.skillsKnown[row]!, 1);
    },
  };
}

function curveTerm(term: CurveTerm, rows: CanonicalRows, scales: CovariateScales): DesignTerm | null {
  const scale = scales[term.over];
  if (!scale) return null;
  const { knots } = scale;
  const raw = rawCovariate(rows, term.over);
  const segments = new Int32Array(rows.rows).fill(-1);
  const fractions = new Float64Array(rows.rows);
  for (let row = 0; row < rows.rows; row++) {
    if (Number.isNaN(raw[row]!)) continue;
    const { segment, fraction } = positionAmong(knots, raw[row]!);
    segments[row] = segment;
    fractions[row] = fraction;
  }
  return {
    term,
    family: { kind: 'curve', size: knots.length, segments, fractions },
    ...notLists,
    locate(from, row, trend, into) {
      into.clear();
      const value = rawCovariate(from, term.over)[row]!;
      if (Number.isNaN(value)) return;
      if (term.over === 'time') locateInTime(knots, value, trend, into);
      else locateOnCurve(knots, value, 1, into);
    },
  };
}
