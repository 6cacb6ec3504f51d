import type { PooledFit } from '../../stats/given-variances.js';
import type { Sizes } from './canon.js';
import type { CanonicalRows } from './canonical-rows.js';
import type { Design } from './design.js';
import { Located } from './located.js';
import { stepFactors } from './terms.js';

/** Means of the steps' effects, and their covariances, step by step. */
export interface Moments {
  readonly means: Float64Array;
  readonly covariance: Float64Array;
}

/** The moments of all offers, and of each role's: means of its own, pulled to those of all; covariances within roles. */
export interface StepMoments {
  readonly all: Moments;
  /** Means by role and step, `role x steps + step`; covariances of offers of one role. */
  readonly ofRoles: Moments;
}

/** The moments of a role by its canonical code; unknown and unseen ones get those of all offers. */
export function momentsOf({ all, ofRoles }: StepMoments, role: number): Moments {
  const steps = stepFactors.length;
  const means = ofRoles.means.subarray(role * steps, (role + 1) * steps);
  return role > 0 && means.length > 0 ? { means, covariance: ofRoles.covariance } : all;
}

/** A role's own mean weighs as much as that of all offers at this many offers. */
const PULL = 20;
const SAMPLE = 50_000;

/** Learns the moments of the steps' effects from offers evenly apart, those of weight 0 left out. */
export function stepMoments(
  rows: CanonicalRows,
  design: Design,
  sizes: Sizes,
  fit: PooledFit,
  weights: Float64Array,
): StepMoments {
  const sample = sampleOf(weights);
  const totals = stepTotals(rows, design, fit, sample);
  const steps = stepFactors.length;
  const roles = Int32Array.from(sample, (row) => rows.groups.role[row]!);
  const overall = groupMeans(totals, new Int32Array(sample.length), 1, null);
  const byRole = groupMeans(totals, roles, sizes.role, overall);
  const meansOf = (role: number): Float64Array => byRole.subarray(role * steps, (role + 1) * steps);
  return {
    all: { means: overall, covariance: covarianceAround(totals, () => overall) },
    ofRoles: { means: byRole, covariance: covarianceAround(totals, (k) => meansOf(roles[k]!)) },
  };
}

function sampleOf(weights: Float64Array): Int32Array {
  const step = Math.max(1, Math.ceil(weights.length / SAMPLE));
  return Int32Array.from(weights.keys()).filter((row) => row % step === 0 && weights[row]! > 0);
}

/** The effect of each step on each row: `row x steps + step`. */
function stepTotals(rows: CanonicalRows, design: Design, fit: PooledFit, sample: Int32Array): Float64Array {
  const steps = stepFactors.length;
  const totals = new Float64Array(sample.length * steps);
  const located = new Located();
  design.terms.forEach((term, t) => {
    const step = stepFactors.indexOf(term.term.step);
    sample.forEach((row, k) => {
      term.coder.locate(rows, row, 0, located);
      totals[k * steps + step]! += located.sum(fit.effects[t]!);
    });
  });
  return totals;
}

/** Means by group: `group x steps + step`; pulled to `towards` where given. */
function groupMeans(
  totals: Float64Array,
  groups: Int32Array,
  size: number,
  towards: Float64Array | null,
): Float64Array {
  const steps = stepFactors.length;
  const pull = towards ? PULL : 0;
  const sums = new Float64Array(size * steps);
  const counts = new Float64Array(size);
  groups.forEach((group, k) => {
    counts[group]!++;
    for (let s = 0; s < steps; s++) sums[group * steps + s]! += totals[k * steps + s]!;
  });
  return sums.map((sum, at) => {
    const count = counts[Math.floor(at / steps)]! + pull;
    return count === 0 ? 0 : (sum + pull * (towards?.[at % steps] ?? 0)) / count;
  });
}

function covarianceAround(totals: Float64Array, centreOf: (k: number) => Float64Array): Float64Array {
  const steps = stepFactors.length;
  const covariance = new Float64Array(steps * steps);
  const count = totals.length / steps;
  for (let k = 0; k < count; k++) {
    const centre = centreOf(k);
    for (let a = 0; a < steps; a++) {
      const away = totals[k * steps + a]! - centre[a]!;
      for (let b = 0; b < steps; b++) {
        covariance[a * steps + b]! += (away * (totals[k * steps + b]! - centre[b]!)) / count;
      }
    }
  }
  return covariance;
}
