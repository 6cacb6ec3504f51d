import { Cholesky } from '../../stats/cholesky.js';
import type { CanonicalRows } from './canonical-rows.js';
import type { Design } from './design.js';
import { isOpen } from './open-steps.js';
import { momentsOf, type StepMoments } from './step-moments.js';
import { stepFactors, type StepFactor } from './terms.js';

/** Offers that leave a factor open, from this many on, are a group of their own; below, they stand for nobody. */
const GROUP_OF_ITS_OWN = 20;

/** The employer has no stand-in: that it is not named is part of the spread. The tier is always known. */
const WITHOUT: readonly StepFactor[] = ['employer', 'evidenceTier'];

/** What employers pay says nothing of their people. */
const EMPLOYER = stepFactors.indexOf('employer');

/** Keeps the covariance of steps that always go together regular. */
const LEAST_VARIANCE = 1e-9;

/** By step: 1 where something stands in for profiles that leave it open. */
export function standInSteps(rows: CanonicalRows, design: Design): Uint8Array {
  return Uint8Array.from(stepFactors, (step) => {
    const present = design.terms.some(({ term }) => term.step === step);
    return present && !WITHOUT.includes(step) && countOpen(rows, step) < GROUP_OF_ITS_OWN ? 1 : 0;
  });
}

function countOpen(rows: CanonicalRows, step: StepFactor): number {
  let open = 0;
  for (let row = 0; row < rows.rows; row++) if (isOpen(rows, row, step)) open++;
  return open;
}

/** Marks the steps of a row that something must stand in for; false where there are none. */
export function markOpen(standIn: Uint8Array, rows: CanonicalRows, row: number, open: Uint8Array): boolean {
  let any = false;
  for (let step = 0; step < open.length; step++) {
    open[step] = standIn[step] === 1 && isOpen(rows, row, stepFactors[step]!) ? 1 : 0;
    any ||= open[step] === 1;
  }
  return any;
}

/**
 * Replaces the effects of open steps by what is expected given the others: the steps of offers are taken as jointly
 * normal, with means of the role (of all offers where the role is open or unseen). Seniors have more years; who says
 * neither may be anyone.
 *
 * @param totals the effect of each step
 * @returns the variance that the sum of the open steps still has
 */
export function expectOpen(
  moments: StepMoments,
  role: number,
  totals: Float64Array,
  open: Uint8Array,
): number {
  const { means, covariance } = momentsOf(moments, role);
  const steps = totals.length;
  const missing = stepsMarked(open, 1);
  const known = stepsMarked(open, 0).filter((step) => step !== EMPLOYER);
  const among = (a: readonly number[], b: readonly number[]): Float64Array =>
    Float64Array.from(a.flatMap((i) => b.map((j) => covariance[i * steps + j]!)));
  const system = among(known, known);
  for (let k = 0; k < known.length; k++) system[k * known.length + k]! += LEAST_VARIANCE;
  const factor = new Cholesky(system, known.length);
  const surprise = factor.solve(Float64Array.from(known, (step) => totals[step]! - means[step]!));
  for (const step of missing) {
    const learnt = known.reduce((sum, k, i) => sum + covariance[step * steps + k]! * surprise[i]!, 0);
    totals[step] = means[step]! + learnt;
  }
  const together = Float64Array.from(known, (k) => sumOf(among([k], missing)));
  const solved = factor.solve(together.slice());
  const explained = sumOf(solved.map((value, i) => value * together[i]!));
  return Math.max(0, sumOf(among(missing, missing)) - explained);
}

function stepsMarked(open: Uint8Array, mark: 0 | 1): number[] {
  return [...open.keys()].filter((step) => open[step] === mark);
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
