import type { Policy } from '../../domain/policy.js';
import { clusterVariance } from '../../stats/cluster-variance.js';
import { randomInterceptEquations } from '../../stats/random-intercepts.js';
import type { LearntOffers } from './learnt-offers.js';
import { terms, type StepFactor } from '../model/terms.js';
import { bundlesOf } from './bundles.js';
import type { PartialPay } from './partial-pay.js';
import { roleDesign, type RoleDesign } from './role-design.js';
import { sideOf, sidesOf, type RoleOffers, type Side } from './role-offers.js';
import { ownVariances, RoleRegression, type TestedColumn, type UnshrunkEffect } from './role-regression.js';

/** What the offers of one role say of a skill, or of a bundle of skills, with the others held as they are. */
export interface SkillEffect extends UnshrunkEffect {
  /** Codes; one, or those of a bundle. */
  readonly skills: readonly number[];
  readonly with: Side;
  readonly without: Side;
  /** Degrees of freedom of its t test. */
  readonly freedom: number;
}

/** Of rarer skills so many, the commonest, are held as they are; beyond that they are noise. */
const MOST_SKILLS = 1000;
/** Variances of effects are taken to be no less: a standard deviation of 2 %. */
const LEAST_VARIANCE = 4e-4;
/** The intercept of a role may be anything. */
const INTERCEPT_VARIANCE = 1;
/** Employers are told from noise in the role's own offers where so many of them are second ones of an employer. */
const ENOUGH_REPEATED = 30;
/** An offer whose spread is modelled weighs at most so much more, or less, than others. */
const MOST_WEIGHT = 4;

/** Whether a skill is looked at that has such a side. */
function enough({ offers, clusters }: Side, { tested }: Policy['skills']): boolean {
  return offers >= tested.offers && clusters >= tested.employers;
}

/** The prior variance of a pay model's family of effects; 0 for one that the pool does not speak of. */
export function priorOf({ learnt }: LearntOffers, name: string): number {
  const { terms: known, linear } = learnt;
  const at = known.findIndex(({ number }) => terms[number]!.name === name);
  return at < 0 ? 0 : linear.priors[at]!;
}

function stepVariance({ learnt }: LearntOffers, step: StepFactor): number {
  const { terms: known, linear } = learnt;
  return known.reduce((sum, { number }, t) => {
    const term = terms[number]!;
    const level = term.step === step && term.kind !== 'curve' && !(term.kind === 'cells' && term.slope);
    return level ? sum + linear.priors[t]! : sum;
  }, 0);
}

function weightsOf(spread: Float64Array, rows: Uint32Array): Float64Array {
  const own = Float64Array.from(rows, (row) => spread[row]!);
  const usual = Math.exp(own.reduce((sum, value) => sum + Math.log(value), 0) / Math.max(1, own.length));
  return own.map((value) => Math.min(MOST_WEIGHT, Math.max(1 / MOST_WEIGHT, (usual / value) ** 2)));
}

/** Variance of an employer's offers together over that of one offer, and that of one offer. */
function noiseOf(
  pool: LearntOffers,
  residual: Float64Array,
  ends: Int32Array,
): [ratio: number, noise: number] {
  const { between, within, freedom } = clusterVariance(residual, ends);
  const { tau, sigma } = pool.learnt;
  const own = freedom >= ENOUGH_REPEATED && within > 0;
  return own ? [between / within, within] : [tau ** 2 / sigma ** 2, sigma ** 2];
}

/** Skills that get a column: all that are tested, and of the rarer ones the commonest. */
function columnsFor(withSkill: readonly Side[], tested: readonly number[]): number[] {
  const rarer = withSkill
    .map(({ offers }, skill) => ({ skill, offers }))
    .filter(({ skill, offers }) => skill > 0 && offers > 0 && !tested.includes(skill))
    .sort((a, b) => b.offers - a.offers || a.skill - b.skill);
  const room = Math.max(0, MOST_SKILLS - tested.length);
  return [...tested, ...rarer.slice(0, room).map(({ skill }) => skill)];
}

/** The sides of a bundle: offers with all of its skills, and with none. */
function bundleSides(pool: LearntOffers, offers: RoleOffers, bundle: readonly number[]): [Side, Side] {
  const { offsets, codes } = pool.offers.columns.skills;
  const held = Array.from(offers.rows, (row) => {
    const own = codes.subarray(offsets[row], offsets[row + 1]);
    return bundle.reduce((sum, skill) => sum + (own.includes(skill) ? 1 : 0), 0);
  });
  return [sideOf(offers, (i) => held[i] === bundle.length), sideOf(offers, (i) => held[i] === 0)];
}

type Candidate = Pick<SkillEffect, 'skills' | 'with' | 'without'>;

/** The skills and bundles that enough offers and employers speak of, on both sides. */
function candidatesOf(
  pool: LearntOffers,
  offers: RoleOffers,
  tested: readonly number[],
  sides: ReturnType<typeof sidesOf>,
  rules: Policy['skills'],
): Candidate[] {
  const { skills } = pool.offers.columns;
  const bundles = bundlesOf(skills, offers.rows, tested).map((bundle): Candidate => {
    const [all, none] = bundleSides(pool, offers, bundle);
    return { skills: bundle, with: all, without: none };
  });
  return [
    ...tested.map((skill) => ({ skills: [skill], with: sides.with[skill]!, without: sides.without[skill]! })),
    ...bundles.filter((bundle) => enough(bundle.with, rules) && enough(bundle.without, rules)),
  ];
}

const freedomOf = (each: Candidate): number =>
  Math.max(1, Math.min(each.with.effectiveClusters, each.without.effectiveClusters) - 1);

/** The equations of a role's log pay, solved with variances that first the pay model and then the role suggests. */
function solve(
  pool: LearntOffers,
  pay: PartialPay,
  offers: RoleOffers,
  design: RoleDesign,
  tested: readonly TestedColumn[],
  falseRate: number,
): RoleRegression {
  const take = (values: Float64Array): Float64Array => Float64Array.from(offers.rows, (row) => values[row]!);
  const [ratio, noise] = noiseOf(pool, take(pay.withoutEmployer), offers.ends);
  const rows = {
    ...design.rows,
    response: take(pay.withoutSkills),
    weights: weightsOf(pool.offers.spread, offers.rows),
    clusterEnds: offers.ends,
  };
  const equations = randomInterceptEquations(rows, design.size, ratio);
  const given = Float64Array.from(design.steps, (step) =>
    step === null ? INTERCEPT_VARIANCE / noise : Math.max(LEAST_VARIANCE, stepVariance(pool, step)) / noise,
  );
  const first = new RoleRegression(equations, given, offers.rows.length);
  const skills = design.steps.flatMap((step, column) => (step === 'skills' ? [column] : []));
  const own = ownVariances(first, given, skills, tested, LEAST_VARIANCE, falseRate);
  return new RoleRegression(equations, own, offers.rows.length);
}

/**
 * The effects on log pay of a role's skills, and bundles of them, that enough offers speak of: each conditional on all
 * other skills, level, place, years and what else the pay model knows, employers random.
 */
export function roleEffects(
  pool: LearntOffers,
  pay: PartialPay,
  offers: RoleOffers,
  rules: Policy['skills'],
): SkillEffect[] {
  const { columns } = pool.offers;
  const sides = sidesOf(offers, columns);
  const tested = sides.with.flatMap((side, skill) =>
    enough(side, rules) && enough(sides.without[skill]!, rules) ? [skill] : [],
  );
  if (tested.length === 0) return [];
  const candidates = candidatesOf(pool, offers, tested, sides, rules);
  const design = roleDesign(columns, offers, columnsFor(sides.with, tested));
  const columnOf = (skill: number): number => design.columnOf[skill]!;
  const single = candidates.slice(0, tested.length);
  const testedColumns = single.map((each) => ({
    column: columnOf(each.skills[0]!),
    freedom: freedomOf(each),
  }));
  const solved = solve(pool, pay, offers, design, testedColumns, rules.falseRate);
  if (solved.freedom < rules.tested.offers) return [];
  return candidates.map((each) => ({
    ...each,
    ...solved.unshrunk(each.skills.map(columnOf)),
    freedom: Math.min(freedomOf(each), solved.freedom),
  }));
}
