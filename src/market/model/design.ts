import { positionAmong } from '../../stats/piecewise-linear.js';
import type { EffectFamily } from '../../stats/effect-family.js';
import { setFamily } from '../../stats/set-effects.js';
import type { Canon } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import { CombinationIndex, memberKey } from './combination-index.js';
import { covariateScale, rawCovariate, slopeCovariate, type CovariateScales } from './covariates.js';
import { termCoder, widthOf, type TermCoder, type TermCodes } from './term-coder.js';
import { terms, type CellTerm, type CurveTerm, type ListTerm, type Term } from './terms.js';

/** A family of effects over a pool's offers. */
export interface DesignTerm {
  /** The number of the term among all terms. */
  readonly number: number;
  readonly term: Term;
  readonly family: EffectFamily;
  readonly codes: TermCodes;
  readonly coder: TermCoder;
}

/** The families that the offers of a pool can speak of. */
export interface Design {
  readonly terms: readonly DesignTerm[];
  readonly scales: CovariateScales;
}

/** Whether a family is that of the employers. */
export function isEmployer({ term }: Pick<DesignTerm, 'term'>): boolean {
  return term.step === 'employer';
}

/** All families but that of the employers. */
export function withoutEmployer(terms: readonly DesignTerm[]): DesignTerm[] {
  return terms.filter((term) => !isEmployer(term));
}

/** The variance between employers, of prior variances by family; 0 where they are no family. */
export function employerVariance({ terms }: Pick<Design, 'terms'>, priors: readonly number[]): number {
  return priors[terms.findIndex(isEmployer)] ?? 0;
}

type Learnt = Pick<DesignTerm, 'family' | 'codes'>;

/** Builds the design of a pool; families in which its offers do not differ are left out. */
export function buildDesign(canon: Canon, rows: CanonicalRows): Design {
  const scales = { years: covariateScale(rows, 'years'), time: covariateScale(rows, 'time') };
  const built = terms.map((term, number): DesignTerm | null => {
    const learnt = learnTerm(term, canon, rows, scales);
    return learnt && { number, term, ...learnt, coder: termCoder(term, learnt.codes, canon.sizes, scales) };
  });
  return { terms: built.filter((term) => term !== null), scales };
}

function learnTerm(term: Term, canon: Canon, rows: CanonicalRows, scales: CovariateScales): Learnt | null {
  if (term.kind === 'cells') return learnCells(term, canon, rows, scales);
  if (term.kind === 'list') return learnList(term, canon, rows);
  return term.kind === 'curve' ? learnCurve(term, rows, scales) : learnRecorded(rows);
}

function differs(codes: Int32Array | Uint8Array): boolean {
  return codes.some((code) => code !== codes[0]);
}

function plain(size: number, unknownToo = false): TermCodes {
  return { size, unknownToo, keys: null };
}

function learnCells(
  { by, slope }: CellTerm,
  canon: Canon,
  rows: CanonicalRows,
  scales: CovariateScales,
): Learnt | null {
  const scale = slope && scales[slope];
  const apart = by.every((name) => differs(rows.groups[name]));
  if (!apart || (slope && !scale)) return null;
  const raw = slope && rawCovariate(rows, slope);
  const covariate = slope && scale && raw ? raw.map((value) => slopeCovariate(slope, scale, value)) : null;
  const [first, ...others] = by.map((grouping) => rows.groups[grouping]);
  if (others.length === 0) {
    // Unnamed employers are many, so that they are no group.
    const unknownToo = by[0] !== 'employer' && first!.includes(0);
    const size = canon.sizes[by[0]] - (unknownToo ? 0 : 1);
    const codes = first!.map((code) => code - (unknownToo ? 0 : 1));
    return { family: { kind: 'grouped', size, codes, covariate }, codes: plain(size, unknownToo) };
  }
  const widths = by.slice(1).map((grouping) => widthOf(canon.sizes, grouping));
  const combinations = new CombinationIndex(undefined, widths);
  const codes = first!.map((code, row) => {
    const key = code === 0 ? -1 : combinations.key(code, others, row);
    return key < 0 ? -1 : combinations.add(key);
  });
  const keys = combinations.keys();
  const size = keys.length;
  return { family: { kind: 'grouped', size, codes, covariate }, codes: { size, unknownToo: false, keys } };
}

function learnList({ of, by }: ListTerm, canon: Canon, rows: CanonicalRows): Learnt | null {
  const { ends, members } = rows[of];
  if (members.length === 0 || (by && !differs(rows.groups[by]))) return null;
  if (!by) {
    const size = of === 'words' ? canon.wordCount : canon.skillCount;
    return { family: setFamily(members, ends, size), codes: plain(size) };
  }
  const combinations = new CombinationIndex();
  const groups = rows.groups[by];
  const coded = new Int32Array(members.length);
  for (let row = 0; row < rows.rows; row++) {
    for (let k = ends[row]!; k < ends[row + 1]!; k++) {
      const key = memberKey(members[k]!, groups[row]!);
      coded[k] = key < 0 ? -1 : combinations.add(key);
    }
  }
  const keys = combinations.keys();
  const size = keys.length;
  return { family: setFamily(coded, ends, size), codes: { size, unknownToo: false, keys } };
}

function learnRecorded(rows: CanonicalRows): Learnt | null {
  if (!differs(rows.skillsKnown)) return null;
  const codes = Int32Array.from(rows.skillsKnown);
  return { family: { kind: 'grouped', size: 2, codes, covariate: null }, codes: plain(2) };
}

function learnCurve({ over }: CurveTerm, rows: CanonicalRows, scales: CovariateScales): Learnt | null {
  const scale = scales[over];
  if (!scale) return null;
  const raw = rawCovariate(rows, over);
  const segments = new Int32Array(rows.rows).fill(-1);
  const fractions = new Float64Array(rows.rows);
  for (let row = 0; row < rows.rows; row++) {
    if (Number.isNaN(raw[row]!)) continue;
    const { segment, fraction } = positionAmong(scale.knots, raw[row]!);
    segments[row] = segment;
    fractions[row] = fraction;
  }
  const size = scale.knots.length;
  return { family: { kind: 'curve', size, segments, fractions }, codes: plain(size) };
}
