import type { ReleasedPremiums } from '../../domain/released-skills.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { plainText } from '../code-lookup.js';
import { method } from '../method.js';
import {
  distinguishingOf,
  expectedOf,
  type ComparedSkill,
  type SkillsComparison,
} from '../skills/compared-skill.js';
import { releasedCoverage } from './released-coverage.js';
import type { FoundDemand } from './released-skill-cells.js';

export interface ReleasedComparisonRules {
  /** What so many offers ask for is expected of everyone. */
  readonly expectedShare: number;
  readonly shareStep: number;
}

type Evidence = Pick<ComparedSkill, 'premium' | 'offersWith' | 'offersWithout' | 'withheld'>;

const NOT_RELEASED: Evidence = { premium: null, offersWith: 0, offersWithout: 0, withheld: 'notReleased' };

/** A share that is not released may be any. */
const UNTOLD = { share: 0, low: 0, high: 1, trend: 'unclear' } as const;

function evidenceOf(premiums: ReleasedPremiums | null): (skill: string) => Evidence {
  const known = new Map(premiums?.skills.map((each) => [plainText(each.skill), each]));
  return (skill) => {
    const found = known.get(plainText(skill));
    if (!found) return NOT_RELEASED;
    const { premium, offersWith, offersWithout, withheld } = found;
    return { premium, offersWith, offersWithout, withheld };
  };
}

/** The cell's released skills, and one's own that are not among them. */
function comparedSkills(
  { cell }: FoundDemand,
  premiums: ReleasedPremiums | null,
  held: ReadonlyMap<string, string>,
): ComparedSkill[] {
  const evidence = evidenceOf(premiums);
  const known = cell.skills.map(({ skill, share, low, high, change }): ComparedSkill => ({
    skill,
    have: held.has(plainText(skill)),
    demand: { share, low, high, trend: change?.verdict ?? 'unclear' },
    ...evidence(skill),
  }));
  const released = new Set(cell.skills.map(({ skill }) => plainText(skill)));
  const others = [...held].filter(([plain]) => !released.has(plain));
  return [
    ...known,
    ...others.map(([, skill]): ComparedSkill => ({ skill, have: true, demand: UNTOLD, ...evidence(skill) })),
  ];
}

/** How many of the released premiums were tested, and how many are stated. */
function premiumsEvidence(premiums: ReleasedPremiums): NonNullable<SkillsComparison['premiums']> {
  const { currency, tax, basis, offers, employersKnown, skills } = premiums;
  const tested = skills.filter(({ withheld }) => withheld !== 'tooFew').length;
  const stated = skills.filter(({ premium }) => premium !== null).length;
  return { currency, tax, basis, offers, employersKnown, tested, stated };
}

/** Compares skills with those of a released cell. Bundles are not released. */
export function releasedComparison(
  query: WorthQuery,
  found: FoundDemand,
  premiums: ReleasedPremiums | null,
  { expectedShare, shareStep }: ReleasedComparisonRules,
): SkillsComparison {
  const { cell, widened } = found;
  const held = new Map((query.skills ?? []).map((skill) => [plainText(skill), skill]));
  const skills = comparedSkills(found, premiums, held);
  const expected = expectedOf(skills, expectedShare);
  const little = premiums?.skills.filter((each) => each.little) ?? [];
  return {
    query,
    asOf: cell.asOf,
    peers: { offers: cell.rows, employers: cell.employers, widened: [...widened] },
    coverage: releasedCoverage(cell, new Set(held.keys()), shareStep),
    skills,
    bundles: [],
    premiums: premiums && premiumsEvidence(premiums),
    distinguishing: distinguishingOf(skills, expectedShare),
    notWorthForPay: little
      .map(({ skill }) => skill)
      .filter((skill) => !held.has(plainText(skill)) && !expected.includes(skill)),
    expected,
    suppressed: null,
    method,
  };
}
