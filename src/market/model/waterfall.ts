import type { AskState } from './ask-state.js';
import type { CanonicalRows } from './canonical-rows.js';
import type { Evaluation } from './evaluation.js';
import { DrawnSum } from './drawn-sum.js';
import type { ModelStep } from './pay-model.js';
import { stepFactors } from './terms.js';

/**
 * The way from the pool's mean to a profile (METHOD 2): a step a factor, each against the average offer, a step for
 * each skill, and the remainder. The steps add up to the profile's mu less the pool's mean.
 */
export function waterfall(state: AskState, evaluation: Evaluation, row: CanonicalRows): ModelStep[] {
  const { draws, termMeans, remainder, mean } = state.fit;
  const sum = new DrawnSum(draws);
  const steps: ModelStep[] = [];
  stepFactors.forEach((factor, number) => {
    const own = factor === 'skills' && evaluation.open[number] === 0 ? skillSteps(state, row, sum) : [];
    let effect = 0;
    state.steps.forEach((step, t) => {
      if (step !== number) return;
      effect += evaluation.parts[t]! - termMeans[t]!;
      // Beside steps of single skills the variance left is that of skills being recorded at all.
      if (own.length === 0 || state.coders[t]!.term.kind !== 'list')
        sum.addLocated(t, evaluation.located[t]!);
    });
    for (const skill of own) effect -= skill.effect;
    const variance = sum.take();
    if (own.length > 0 || effect !== 0 || variance !== 0) steps.push({ factor, effect, variance }, ...own);
  });
  const explained = steps.reduce((sum, step) => sum + step.effect, 0);
  if (remainder.weight === 0) return steps;
  const rest = evaluation.mu - mean - explained;
  return [...steps, { factor: 'remainder', effect: rest, variance: remainder.variance }];
}

function skillSteps(state: AskState, row: CanonicalRows, sum: DrawnSum): ModelStep[] {
  const { ends, members } = row.skills;
  const { effects } = state.fit.linear;
  return Array.from(members.subarray(ends[0], ends[1]), (member, k) => {
    let effect = 0;
    state.coders.forEach(({ term, memberCode }, t) => {
      if (term.kind !== 'list' || term.of !== 'skills') return;
      const code = memberCode(row, 0, k);
      effect += effects[t]![code] ?? 0;
      if (code < 0) sum.addUnseen(t, 1);
      else sum.add(t, code, 1);
    });
    return { factor: `skill ${state.canon.skillName(member)}`, effect, variance: sum.take() };
  });
}
