import type { CanonicalRows } from './canonical-columns.js';
import type { Evaluation } from './evaluation.js';
import type { FitState } from './fit-state.js';
import type { ModelStep } from './pay-model.js';
import { stepFactors } from './terms.js';

/**
 * The way from the pool's mean to a profile (METHOD 2): a step a factor, each against the average offer, a step for
 * each skill, and the remainder. The steps add up to the profile's mu less the pool's mean.
 */
export function waterfall(state: FitState, evaluation: Evaluation, row: CanonicalRows): ModelStep[] {
  const steps: ModelStep[] = [];
  stepFactors.forEach((factor, number) => {
    let [effect, variance] = [0, 0];
    state.design.terms.forEach(({ term }, t) => {
      if (term.step !== factor) return;
      effect += evaluation.parts[t]! - state.termMeans[t]!;
      variance += evaluation.located[t]!.variance(state.linear.variances[t]!, state.linear.priors[t]!);
    });
    const own = factor === 'skills' && evaluation.open[number] === 0 ? skillSteps(state, row) : [];
    const ofSkills = own.reduce((sum, step) => sum + step.effect, 0);
    const varianceOfSkills = own.reduce((sum, step) => sum + step.variance, 0);
    if (effect === 0 && variance === 0) return;
    steps.push(
      { factor, effect: effect - ofSkills, variance: Math.max(0, variance - varianceOfSkills) },
      ...own,
    );
  });
  const explained = steps.reduce((sum, step) => sum + step.effect, 0);
  const { weight, variance } = state.remainder;
  const rest = evaluation.mu - state.mean - explained;
  return weight === 0 ? steps : [...steps, { factor: 'remainder', effect: rest, variance }];
}

function skillSteps(state: FitState, row: CanonicalRows): ModelStep[] {
  const { ends, members } = row.skills;
  return Array.from(members.subarray(ends[0], ends[1]), (member, k) => {
    let [effect, variance] = [0, 0];
    state.design.terms.forEach(({ term, memberCode }, t) => {
      if (term.kind !== 'list' || term.of !== 'skills' || !memberCode) return;
      const code = memberCode(row, 0, k);
      effect += state.linear.effects[t]![code] ?? 0;
      variance += state.linear.variances[t]![code] ?? state.linear.priors[t]!;
    });
    return { factor: `skill ${state.canon.skillName(member)}`, effect, variance };
  });
}
