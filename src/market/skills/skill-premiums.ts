import type { Policy } from '../../domain/policy.js';
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.js';
import { normalQuantile } from '../../stats/normal.js';
import { studentTTail } from '../../stats/student-t.js';
import type { FittedPool } from '../fitted-pool.js';
import { RowsBy } from '../rows-by.js';
import type { OfferColumns } from '../columns.js';
import type { SkillPolicy } from './demand-of.js';
import { learntOffers, type LearntOffers } from './learnt-offers.js';
import { partialPay } from './partial-pay.js';
import { pooledEffect, priorsOfFound, type SkillPriors } from './pooled-effect.js';
import { priorOf, roleEffects, type SkillEffect } from './role-effects.js';
import { byEmployer, sidesOf, type RoleOffers } from './role-offers.js';

/** A premium in percent, with its interval. */
export interface Premium {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** Why no premium is stated. */
export type Withheld = 'tooFew' | 'notDistinguishable';

/** What is known of the premium of a skill, or of a bundle of skills, in a role. */
export interface SkillPremium {
  /** Codes; one, or those of a bundle. */
  readonly skills: readonly number[];
  readonly offersWith: number;
  readonly offersWithout: number;
  readonly premium: Premium | null;
  readonly withheld: Withheld | null;
  /** Whether it is too little to matter, as far as its upper bound says under the same guard, stated or not. */
  readonly little: boolean;
}

/** The premiums of a role's skills. */
export interface RolePremiums {
  /** Offers whose skills were recorded and whose pay is plausible. */
  readonly offers: number;
  /** Whether employers were counted; where not, offers were. */
  readonly employersKnown: boolean;
  /** How many hypotheses were tested, and how many premiums are stated. */
  readonly tested: number;
  readonly stated: number;
  readonly skills: readonly SkillPremium[];
  readonly bundles: readonly SkillPremium[];
}

/** Premiums by the code of the role. */
export type PoolPremiums = ReadonlyMap<number, RolePremiums>;

interface Role {
  readonly code: number;
  readonly offers: RoleOffers;
  readonly effects: readonly SkillEffect[];
}

/** What other roles say of a skill; of bundles, which differ by role, nothing. */
class Elsewhere {
  readonly #bySkill = new Map<number, { readonly role: number; readonly effect: SkillEffect }[]>();

  constructor(roles: readonly Role[]) {
    for (const { code, effects } of roles) {
      for (const effect of effects.filter(({ skills }) => skills.length === 1)) {
        const known = this.#bySkill.get(effect.skills[0]!) ?? [];
        this.#bySkill.set(effect.skills[0]!, [...known, { role: code, effect }]);
      }
    }
  }

  of(role: number, { skills }: SkillEffect): SkillEffect[] {
    const known = skills.length === 1 ? (this.#bySkill.get(skills[0]!) ?? []) : [];
    return known.filter((each) => each.role !== role).map(({ effect }) => effect);
  }
}

const percent = (effect: number): number => 100 * Math.expm1(effect);

/** The chance of an effect so far below what matters if it were as large as that. */
function littleTail({ effect, error, freedom }: SkillEffect, littlePremium: number): number {
  const t = (effect - Math.log1p(littlePremium)) / error;
  const tail = studentTTail(t, freedom) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** States the premiums of a role that survive the guard, at the level that goes with it. */
function statedOf(
  { code, effects }: Role,
  elsewhere: Elsewhere,
  priors: SkillPriors,
  { falseRate, littlePremium }: Policy['skills'],
): SkillPremium[] {
  const survives = benjaminiHochberg(
    effects.map(({ effect, error, freedom }) => studentTTail(effect / error, freedom)),
    falseRate,
  );
  const little = benjaminiHochberg(
    effects.map((effect) => littleTail(effect, littlePremium)),
    falseRate,
  );
  const found = effects.filter((_, i) => survives[i] === 1);
  const factor = normalQuantile(1 - (falseRate * found.length) / (2 * Math.max(1, effects.length)));
  const ofFound = priorsOfFound(found, priors);
  const premiumOf = (effect: SkillEffect): Premium => {
    const size = effect.skills.length;
    const own = { shared: size * ofFound.shared, own: size * ofFound.own };
    const { mean, deviation } = pooledEffect(effect, elsewhere.of(code, effect), own);
    const half = factor * deviation;
    return { percent: percent(mean), low: percent(mean - half), high: percent(mean + half) };
  };
  return effects.map((effect, i) => {
    const premium = survives[i] === 1 ? premiumOf(effect) : null;
    // What other roles say may take back what the own offers alone would state.
    const told = premium !== null && premium.low * premium.high > 0;
    return {
      skills: effect.skills,
      offersWith: effect.with.offers,
      offersWithout: effect.without.offers,
      premium: told ? premium : null,
      withheld: told ? null : 'notDistinguishable',
      little: little[i] === 1,
    };
  });
}

/** The premiums of a role, those of skills that too few offers speak of included. */
function premiumsOf(
  columns: OfferColumns,
  role: Role,
  elsewhere: Elsewhere,
  priors: SkillPriors,
  rules: Policy['skills'],
): RolePremiums {
  const premiums = statedOf(role, elsewhere, priors, rules);
  const single = premiums.filter(({ skills }) => skills.length === 1);
  const looked = new Map(single.map((each) => [each.skills[0]!, each]));
  const sides = sidesOf(role.offers, columns);
  const skills = sides.with.flatMap(({ offers }, skill): SkillPremium[] => {
    if (offers === 0) return [];
    const counts = { offersWith: offers, offersWithout: sides.without[skill]!.offers };
    return [
      looked.get(skill) ?? { skills: [skill], ...counts, premium: null, withheld: 'tooFew', little: false },
    ];
  });
  return {
    offers: role.offers.rows.length,
    employersKnown: role.offers.employersKnown,
    tested: premiums.length,
    stated: premiums.filter(({ premium }) => premium !== null).length,
    skills,
    bundles: premiums.filter((each) => each.skills.length > 1),
  };
}

function recordedRows({ offers: { columns, implausible } }: LearntOffers): Uint32Array {
  const { skills, role } = columns;
  return Uint32Array.from(
    Array.from(skills.known.keys()).filter(
      (row) => skills.known[row] === 1 && implausible[row] === 0 && role.codes[row] !== 0,
    ),
  );
}

/** What the premiums of a pool follow from, as plain data: to be worked out here or by another thread. */
export interface PremiumInput {
  readonly offers: LearntOffers;
  readonly policy: SkillPolicy;
}

/** What premiums are learnt from, given a fitted pool and columns of all rows, such as its own. */
export function premiumInput(
  fitted: FittedPool,
  allColumns: OfferColumns,
  { skills, labels }: SkillPolicy,
): PremiumInput {
  return { offers: learntOffers(fitted, allColumns), policy: { skills, labels } };
}

/**
 * The premiums of every role's skills (METHOD 7): the partially pooled effects of the pay model, each stated only where
 * a t test of the unshrunk effect survives the procedure of Benjamini and Hochberg over the role's skills and bundles.
 * Cost: once a pool; rows x columns^2 and, a role, the cube of its columns.
 */
export function learnPremiums({ offers: pool, policy: { skills, labels } }: PremiumInput): PoolPremiums {
  const { columns } = pool.offers;
  const rows = recordedRows(pool);
  const pay = partialPay(pool);
  const byRole = RowsBy.of([columns.role], rows);
  const codes = columns.role.values.map((_, code) => code).filter((code) => byRole.groupOf(code) >= 0);
  const roles = codes.map((code): Role => {
    const offers = byEmployer(columns, byRole.get(code), labels.minEmployerCoverage);
    return { code, offers, effects: roleEffects(pool, pay, offers, skills) };
  });
  const priors = { shared: priorOf(pool, 'skills'), own: priorOf(pool, 'skills x role') };
  const elsewhere = new Elsewhere(roles);
  return new Map(roles.map((role) => [role.code, premiumsOf(columns, role, elsewhere, priors, skills)]));
}
