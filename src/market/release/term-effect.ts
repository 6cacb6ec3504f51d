import { evidenceTiers } from '../../domain/offer.js';
import type { TermFactor } from '../../domain/release.js';
import { codeOf } from '../code-lookup.js';
import { UNKNOWN_DAY, UNKNOWN_YEARS, type OfferColumns } from '../columns.js';
import type { CodedProfile, PayModel } from '../model/pay-model.js';
import { middleOfBand, yearsBands } from '../years-band.js';

/** An effect on log pay, against the average offer of the pool. */
export interface Effect {
  readonly effect: number;
  readonly variance: number;
}

/** A profile of which nothing is known. */
const blank: CodedProfile = {
  role: 0,
  level: 0,
  country: 0,
  region: 0,
  city: 0,
  employer: 0,
  workMode: 0,
  employment: 0,
  skills: [],
  skillsKnown: false,
  years: UNKNOWN_YEARS,
  day: UNKNOWN_DAY,
  tier: evidenceTiers.indexOf('written'),
};

function stepOf(model: PayModel, known: Partial<CodedProfile>, factor: string): Effect {
  const step = model.steps({ ...blank, ...known }).find((each) => each.factor === factor);
  return step ?? { effect: 0, variance: 0 };
}

/** What a place adds to the place around it. */
function nested(model: PayModel, inner: Partial<CodedProfile>, outer: Partial<CodedProfile>): Effect {
  const [of, around] = [stepOf(model, inner, 'place'), stepOf(model, outer, 'place')];
  return { effect: of.effect - around.effect, variance: Math.max(0, of.variance - around.variance) };
}

function placeEffect(model: PayModel, columns: OfferColumns, factor: 'region' | 'city', row: number): Effect {
  const [country, region, city] = [
    columns.country.codes[row]!,
    columns.region.codes[row]!,
    columns.city.codes[row]!,
  ];
  return factor === 'region'
    ? nested(model, { country, region }, { country })
    : nested(model, { country, region, city }, { country, region });
}

/**
 * What the pay model says of one value of a factor.
 *
 * @param row an offer that has it
 * @param share of the offers with recorded skills that have it; a skill counts against the average of those
 */
export function termEffect(
  model: PayModel,
  columns: OfferColumns,
  factor: TermFactor,
  value: string,
  { row, share }: { readonly row: number; readonly share: number },
): Effect {
  if (factor === 'region' || factor === 'city') return placeEffect(model, columns, factor, row);
  if (factor === 'years') {
    return stepOf(model, { years: middleOfBand(yearsBands.indexOf(value)) }, 'years');
  }
  if (factor === 'skill') {
    const skills = [codeOf(columns.skills, value)];
    const { effect, variance } = stepOf(model, { skills, skillsKnown: true }, `skill ${value}`);
    return { effect: effect * (1 - share), variance: variance * (1 - share) ** 2 };
  }
  const code = columns[factor].codes[row]!;
  return stepOf(model, { [factor]: code }, factor === 'country' ? 'place' : factor);
}
