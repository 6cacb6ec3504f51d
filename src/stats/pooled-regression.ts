import { addCurveEffects, curveBlock, type CurveFamily } from './curve-effects.js';
import type { EffectBlock } from './effect-block.js';
import { addGroupedEffects, groupedBlock, type GroupedFamily } from './grouped-effects.js';
import { addSetEffects, setBlock, type SetFamily } from './set-effects.js';
import { Extrapolation } from './extrapolation.js';
import { nextPrior } from './variance-components.js';
import { weightedMean } from './weighted-mean.js';

export type EffectFamily = GroupedFamily | SetFamily | CurveFamily;

/** A fitted partially pooled linear model: intercept + one effect of each family for each row + noise. */
export interface PooledFit {
  readonly intercept: number;
  /** Posterior means and variances, a family each. */
  readonly effects: readonly Float64Array[];
  readonly variances: readonly Float64Array[];
  /** Prior variance of each family. */
  readonly priors: readonly number[];
  /** Variance of the noise of a row of weight 1. */
  readonly noise: number;
}

export interface PooledOptions {
  /** The most sweeps over all families. */
  readonly sweeps: number;
  /** A fit to start from. With it the variances are taken as they are. */
  readonly start?: PooledFit;
}

/** Sweeps before the variances are first estimated; effects that still move say little of them. */
const SETTLING_SWEEPS = 2;
/** A sweep that moves no effect by more than this share of the noise's standard deviation is the last. */
const TOLERANCE = 1e-4;

/** With given variances, a family whose effects have a standard deviation below .001 takes part in one sweep only. */
const NEGLIGIBLE_PRIOR = 1e-6;

/**
 * Fits y = intercept + sum of effects + noise, every family of effects partially pooled: its effects are draws from
 * N(0, prior), the prior variance estimated from the data (empirical Bayes). Cyclic coordinate descent, a family at a
 * time, from a cold start unless given one; deterministic. Cost: rows x families x sweeps.
 *
 * @param weights of the rows, not negative; a row of weight 0 has no say. With no weight at all, everything is 0.
 */
export function fitPooled(
  y: Float64Array,
  weights: Float64Array,
  families: readonly EffectFamily[],
  { sweeps, start }: PooledOptions,
): PooledFit {
  const blocks = families.map((family) => blockOf(family, weights));
  const total = sumOf(weights);
  const first = start ?? coldStart(y, weights, total, families.length);
  let { intercept, noise } = first;
  const priors = [...first.priors];
  const residual = y.map((value) => value - intercept);
  if (start) moveTo(joined(start.effects), blocks, families, residual);
  const extrapolation = new Extrapolation();
  for (let sweep = 0; sweep < sweeps && total > 0; sweep++) {
    const shift = weightedMean(residual, weights);
    intercept += shift;
    for (let i = 0; i < residual.length; i++) residual[i]! -= shift;
    let [moved, freedom] = [Math.abs(shift), 1];
    blocks.forEach((block, f) => {
      if (start && sweep > 0 && priors[f]! < NEGLIGIBLE_PRIOR) return;
      moved = Math.max(moved, block.update(residual, noise, priors[f]!));
      const evidence = block.evidence(priors[f]!);
      freedom += evidence.freedom;
      if (!start && sweep >= SETTLING_SWEEPS) priors[f] = nextPrior(evidence, priors[f]!);
    });
    if (!start) noise = noiseOf(residual, weights, total - freedom);
    if (sweep > SETTLING_SWEEPS && moved < TOLERANCE * Math.sqrt(noise)) break;
    const ahead =
      sweep > SETTLING_SWEEPS || start
        ? extrapolation.next(joined(blocks.map(({ effects }) => effects)))
        : null;
    if (ahead) moveTo(ahead, blocks, families, residual);
  }
  // Last, so that residuals have mean 0 and the parts of a prediction add up to the mean of y.
  intercept += weightedMean(residual, weights);
  const effects = blocks.map((block) => block.effects);
  return { intercept, effects, variances: blocks.map((block) => block.variances), priors, noise };
}

/** All effects in a row. */
function joined(effects: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(effects.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of effects) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Sets all effects and keeps the residual in step. */
function moveTo(
  state: Float64Array,
  blocks: readonly EffectBlock[],
  families: readonly EffectFamily[],
  residual: Float64Array,
): void {
  let at = 0;
  blocks.forEach(({ effects }, f) => {
    const target = state.subarray(at, at + effects.length);
    addEffects(
      families[f]!,
      target.map((value, i) => value - effects[i]!),
      residual,
      -1,
    );
    effects.set(target);
    at += effects.length;
  });
}

/** Adds `sign` x a family's part of each row's prediction to `out`. */
export function addEffects(
  family: EffectFamily,
  effects: Float64Array,
  out: Float64Array,
  sign: 1 | -1 = 1,
): void {
  if (family.kind === 'grouped') addGroupedEffects(family, effects, out, sign);
  else if (family.kind === 'set') addSetEffects(family, effects, out, sign);
  else addCurveEffects(family, effects, out, sign);
}

function blockOf(family: EffectFamily, weights: Float64Array): EffectBlock {
  if (family.kind === 'grouped') return groupedBlock(family, weights);
  return family.kind === 'set' ? setBlock(family, weights) : curveBlock(family, weights);
}

function coldStart(y: Float64Array, weights: Float64Array, total: number, families: number): PooledFit {
  const intercept = weightedMean(y, weights);
  const variance = noiseOf(
    y.map((value) => value - intercept),
    weights,
    total,
  );
  const priors = new Array<number>(families).fill(variance / Math.max(1, families));
  return { intercept, effects: [], variances: [], priors, noise: variance / 2 };
}

/** Pay that does not vary at all has no noise; this much keeps the equations finite. */
const LEAST_NOISE = 1e-8;

function noiseOf(residual: Float64Array, weights: Float64Array, freedom: number): number {
  let sum = 0;
  for (let i = 0; i < residual.length; i++) sum += weights[i]! * residual[i]! ** 2;
  return Math.max(LEAST_NOISE, sum / Math.max(1, freedom));
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
