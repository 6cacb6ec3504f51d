import type { AskState } from './ask-state.js';
import type { CanonicalRows } from './canonical-rows.js';
import type { Evaluation } from './evaluation.js';
import type { ModelStep } from './pay-model.js';
import { stepFactors } from './terms.js';

/**
 * The way from the pool's mean to a profile (METHOD 2): a step a factor, each against the average offer, a step for
 * each skill, and the remainder. The steps add up to the profile's mu less the pool's mean.
 */
export function waterfall(state: AskState, evaluation: Evaluation, row: CanonicalRows): ModelStep[] {
  const { linear, termMeans, remainder, mean } = state.fit;
  const steps: ModelStep[] = [];
  stepFactors.forEach((factor, number) => {
    let [effect, variance] = [0, 0];
    state.steps.forEach((step, t) => {
      if (step !== number) return;
      effect += evaluation.parts[t]! - termMeans[t]!;
      variance += evaluation.located[t]!.variance(linear.variances[t]!, linear.priors[t]!);
    });
    if (effect === 0 && variance === 0) return;
    const own = factor === 'skills' && evaluation.open[number] === 0 ? skillSteps(state, row) : [];
    for (const skill of own) [effect, variance] = [effect - skill.effect, variance - skill.variance];
    steps.push({ factor, effect, variance: Math.max(0, variance) }, ...own);
  });
  const explained = steps.reduce((sum, step) => sum + step.effect, 0);
  if (remainder.weight === 0) return steps;
  const rest = evaluation.mu - mean - explained;
  return [...steps, { factor: 'remainder', effect: rest, variance: remainder.variance }];
}

function skillSteps(state: AskState, row: CanonicalRows): ModelStep[] {
  const { ends, members } = row.skills;
  const { effects, variances, priors } = state.fit.linear;
  return Array.from(members.subarray(ends[0], ends[1]), (member, k) => {
    let [effect, variance] = [0, 0];
    state.coders.forEach(({ term, memberCode }, t) => {
      if (term.kind !== 'list' || term.of !== 'skills') return;
      const code = memberCode(row, 0, k);
      effect += effects[t]![code] ?? 0;
      variance += variances[t]![code] ?? priors[t]!;
    });
    return { factor: `skill ${state.canon.skillName(member)}`, effect, variance };
  });
}
