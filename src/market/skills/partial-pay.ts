import { addEffects } from '../../stats/effect-family.js';
import { logPoints } from '../fitted-pool.js';
import type { LearntOffers } from './learnt-offers.js';
import { Canon } from '../model/canon.js';
import { buildDesign, type DesignTerm } from '../model/design.js';
import { inDesignOrder } from '../model/key-order.js';

/** Log pay of a pool's offers less what the pay model says of it in part, a row each. */
export interface PartialPay {
  /** All but skills and employer taken off: what skills and employers explain, and noise. */
  readonly withoutSkills: Float64Array;
  /** The skills taken off too. */
  readonly withoutEmployer: Float64Array;
}

const ofSkills = ({ term }: DesignTerm): boolean => term.kind === 'list' && term.of === 'skills';

/** Takes the fitted parts off log pay. Cost: rows x families. */
export function partialPay(pool: LearntOffers): PartialPay {
  const { bands, linear } = pool.learnt;
  const canon = new Canon(pool.offers.columns, bands);
  const { terms } = buildDesign(canon, canon.rows());
  const effects = inDesignOrder(terms, linear.effects);
  const rest = logPoints(pool).map((value) => value - linear.intercept);
  terms.forEach((term, t) => {
    if (!ofSkills(term) && term.term.step !== 'employer') addEffects(term.family, effects[t]!, rest, -1);
  });
  const withoutSkills = rest.slice();
  terms.forEach((term, t) => {
    if (ofSkills(term)) addEffects(term.family, effects[t]!, rest, -1);
  });
  return { withoutSkills, withoutEmployer: rest };
}
