import type { Demand } from '../../domain/demand.js';
import type { Policy } from '../../domain/policy.js';
import type { ReleasedPremiums, ReleasedSkills } from '../../domain/released-skills.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { plainText } from '../code-lookup.js';
import { method } from '../method.js';
import type { SkillsComparison } from '../skills/compared-skill.js';
import type { PassRates, Rate } from '../skills/rates.js';
import { releasedComparison } from './released-comparison.js';
import { releasedDemand } from './released-demand.js';
import { ReleasedSkillCells } from './released-skill-cells.js';

/** What pay is learnt from. */
type PremiumPool = Pick<ReleasedPremiums, 'currency' | 'tax' | 'basis'>;

const premiumsKey = ({ currency, tax, basis }: PremiumPool, role: string): string =>
  JSON.stringify([plainText(role), currency, tax, basis]);

/** Answers about skills from a release alone. */
export class ReleasedSkillAnswers {
  readonly #offers: ReleasedSkillCells;
  readonly #interviews: ReleasedSkillCells;
  readonly #premiums: ReadonlyMap<string, ReleasedPremiums>;

  constructor(
    private readonly released: ReleasedSkills,
    private readonly policy: Pick<Policy, 'skills' | 'release'>,
  ) {
    this.#offers = new ReleasedSkillCells(released.offers);
    this.#interviews = new ReleasedSkillCells(released.interviews);
    this.#premiums = new Map(released.premiums.map((each) => [premiumsKey(each, each.role), each]));
  }

  /** Whether anything is released of what a role's offers ask for. */
  hasRole(role: string): boolean {
    return this.#offers.hasRole(role);
  }

  /**
   * One's skills against those of the deepest released cell; null where none is.
   *
   * @param pool whose pay answers the question; null where none is released
   */
  compare(query: WorthQuery, pool: PremiumPool | null): SkillsComparison | null {
    const found = this.#offers.find(query);
    if (!found) return null;
    const premiums = pool && this.#premiums.get(premiumsKey(pool, query.role));
    const { skills, release } = this.policy;
    return releasedComparison(query, found, premiums ?? null, {
      expectedShare: skills.expectedShare,
      shareStep: release.shareStep,
    });
  }

  /** What the deepest released cell asks for; null where none is. */
  demand(query: WorthQuery): Omit<Demand, 'suppressed'> | null {
    const found = this.#offers.find(query);
    if (!found) return null;
    const interviews = this.#interviews.find(query);
    const { expectedShare } = this.policy.skills;
    return {
      query,
      ...releasedDemand(found),
      expected: found.cell.skills.filter(({ low }) => low >= expectedShare).map(({ skill }) => skill),
      interviews: interviews && releasedDemand(interviews),
      method,
    };
  }

  /** How everybody's interviews of a role were passed, as far as it is released. */
  passRates({ role }: WorthQuery): PassRates {
    const rates = { skill: new Map<string, Rate>(), stage: new Map<string, Rate>() };
    for (const each of this.released.passRates) {
      if (plainText(each.role) !== plainText(role)) continue;
      rates[each.kind].set(plainText(each.name), { asked: each.asked, passRate: each.passRate });
    }
    return { skills: rates.skill, stages: rates.stage };
  }
}
