import type { Plan } from '../domain/plan.js';
import type { MarketView, OwnPremium } from './market-view.js';
import { formatAmount, formatCount } from './format.js';

type Reason = Plan['reasons'][number];

/** Fewer offers than this are anecdotes, not a reason. */
const MIN_EXACT = 5;

/** The employers behind the figures, in words; nothing where they are not known. */
function fromEmployers(employers: number | null): string {
  return employers === null ? '' : ` from ${formatCount(employers, 'employer')}`;
}

const percent = (value: number): string => `${value.toFixed(1)} %`;

/** What a skill says for its owner; the figure is in percent. */
function ofSkill({ skill, percent: figure, low, high, offers }: OwnPremium, asOf: string | null): Reason {
  const text = `You have ${skill}, which goes with ${percent(figure)} more pay (${percent(low)} to ${percent(high)}), all else held as it is.`;
  return { text, figure, offers, asOf };
}

/**
 * What can be said for an ask: what comparable offers pay, and what the person's own skills go with in pay, with the number of offers and the date behind each figure.
 * Empty when there are no percentiles.
 */
export function reasons(view: MarketView, ask: Plan['ask']): Reason[] {
  const { worth } = view;
  const { offers, employers, newest } = worth.evidence;
  const basis = { offers, asOf: newest };
  const said: Reason[] = [];
  const behind = `${formatCount(offers, 'comparable offer')}${fromEmployers(employers)}`;
  const middle = worth.percentiles.find(({ percentile }) => percentile === 50);
  if (middle) {
    const text = `Half of ${behind} pay ${formatAmount(middle.value, worth.currency)} a year or more.`;
    said.push({ text, figure: middle.value, ...basis });
  }
  const upper = worth.percentiles.find(({ percentile }) => percentile === 75);
  if (upper && ask && ask.percentile >= 50) {
    const text = `One in four of them pays ${formatAmount(upper.value, worth.currency)} or more.`;
    said.push({ text, figure: upper.value, ...basis });
  }
  const exact = worth.exactCohort;
  const exactMiddle = exact.percentiles.find(({ percentile }) => percentile === 50);
  if (exactMiddle && exact.offers >= MIN_EXACT && exact.offers < offers) {
    const text = `Among the ${formatCount(exact.offers, 'offer')} that match you in everything, the middle is ${formatAmount(exactMiddle.value, worth.currency)}.`;
    said.push({ text, figure: exactMiddle.value, offers: exact.offers, asOf: newest });
  }
  const ofSkills = worth.percentiles.length > 0 ? view.premiums : [];
  return [...said, ...ofSkills.map((premium) => ofSkill(premium, newest))];
}
