import { dayOf } from '../../core/calendar-date.js';
import type { Comparison } from '../../domain/comparison.js';
import type { WorthQuery } from '../../domain/worth-query.js';
import { codeOf } from '../code-lookup.js';
import { UNKNOWN_DAY } from '../columns.js';
import { method } from '../method.js';
import type { PoolKey } from '../pool.js';
import { distinguishingOf, expectedOf, type ComparedSkill, type SkillsComparison } from './compared-skill.js';
import { coverageOf } from './coverage.js';
import { changeOf, type RoleDemand } from './demand-of.js';
import type { SkillRows } from './skill-rows.js';
import type { RolePremiums, SkillPremium } from './skill-premiums.js';

/** What a comparison is made from. */
export interface ComparisonParts {
  readonly query: WorthQuery;
  readonly columns: SkillRows;
  readonly demand: RoleDemand;
  /** What premiums are learnt from, and the role's; null where no such offer is of the role with recorded skills. */
  readonly pool: PoolKey | null;
  readonly premiums: RolePremiums | null;
}

const NO_OFFERS = { premium: null, offersWith: 0, offersWithout: 0, withheld: 'tooFew' } as const;

function evidenceOf({ premium, offersWith, offersWithout, withheld }: SkillPremium) {
  return { premium, offersWith, offersWithout, withheld };
}

/** Skills of the query: those that the offers know by their codes, and the names of the others. */
function heldSkills({ query, columns }: ComparisonParts): {
  readonly have: Set<number>;
  readonly nobodys: string[];
} {
  const held = (query.skills ?? []).map((name) => ({ name, code: codeOf(columns.skills, name) }));
  return {
    have: new Set(held.map(({ code }) => code).filter((code) => code > 0)),
    nobodys: held.filter(({ code }) => code === 0).map(({ name }) => name),
  };
}

/** The role's skills, one's own, and those whose premium is stated. */
function comparedSkills(
  { columns, demand, premiums }: ComparisonParts,
  have: ReadonlySet<number>,
  nobodys: readonly string[],
): ComparedSkill[] {
  const { shares } = demand;
  const found = new Map(premiums?.skills.map((each) => [each.skills[0]!, each]));
  const stated = [...found.values()].filter(({ premium }) => premium !== null);
  const codes = new Set([...demand.skills, ...have, ...stated.map((each) => each.skills[0]!)]);
  const none = { ...NO_OFFERS, offersWithout: premiums?.offers ?? 0 };
  const known = [...codes].map((code): ComparedSkill => {
    const evidence = found.get(code);
    return {
      skill: columns.skills.values[code]!,
      have: have.has(code),
      demand: { ...shares.of(code), trend: changeOf(demand, code).verdict },
      ...(evidence ? evidenceOf(evidence) : none),
    };
  });
  const unknown = nobodys.map((skill): ComparedSkill => ({
    skill,
    have: true,
    demand: { ...shares.of(0), trend: 'unclear' },
    ...none,
  }));
  return [...known, ...unknown];
}

/** Missing skills whose premium is below what matters, and that not everyone expects. */
function notWorth(
  { premiums, columns }: ComparisonParts,
  have: ReadonlySet<number>,
  expected: readonly string[],
) {
  return (premiums?.skills ?? [])
    .filter(({ skills, little }) => little && !have.has(skills[0]!))
    .map(({ skills }) => columns.skills.values[skills[0]!]!)
    .filter((skill) => !expected.includes(skill))
    .sort();
}

/**
 * Compares skills with those of a role's peers (METHOD 7).
 *
 * @param expectedShare what so many offers ask for is expected of everyone
 */
export function compareSkills(parts: ComparisonParts, expectedShare: number): SkillsComparison {
  const { query, columns, demand, pool, premiums } = parts;
  const { peers, shares } = demand;
  const { have, nobodys } = heldSkills(parts);
  const skills = comparedSkills(parts, have, nobodys);
  const expected = expectedOf(skills, expectedShare);
  const shareOf = (skill: number): number => shares.counts[skill]! / shares.rows;
  return {
    query,
    asOf: peers.asOf === UNKNOWN_DAY ? null : dayOf(peers.asOf),
    peers: { offers: peers.rows.length, employers: demand.employers, widened: [...peers.widened] },
    coverage: coverageOf(columns.skills, peers.rows, demand.skills, shareOf, have),
    skills,
    bundles: bundlesOf(premiums, columns.skills.values, have),
    premiums: premiums && pool && premiumsEvidence(premiums, pool),
    distinguishing: distinguishingOf(skills, expectedShare),
    notWorthForPay: notWorth(parts, have, expected),
    expected,
    suppressed: null,
    method,
  };
}

function bundlesOf(
  premiums: RolePremiums | null,
  values: readonly string[],
  have: ReadonlySet<number>,
): Comparison['bundles'] {
  return (premiums?.bundles ?? []).map((bundle) => ({
    skills: bundle.skills.map((skill) => values[skill]!),
    have: bundle.skills.every((skill) => have.has(skill)),
    ...evidenceOf(bundle),
  }));
}

function premiumsEvidence(premiums: RolePremiums, { currency, tax, basis }: PoolKey): Comparison['premiums'] {
  const { offers, employersKnown, tested, stated } = premiums;
  return { currency, tax, basis, offers, employersKnown, tested, stated };
}
