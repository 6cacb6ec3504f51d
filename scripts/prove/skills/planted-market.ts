import { randomInt, randomNormal, seededRandom, type Random } from '../../../src/core/random.js';
import type { Entry } from '../../../src/domain/entry.js';

/** Offers whose pay is made of known effects, and the effects. */
export interface PlantedMarket {
  readonly entries: readonly Entry[];
  /** By role and skill: the effect on log pay, 0 for a skill that pays nothing. */
  readonly effectOf: (role: string, skill: string) => number;
}

interface PlantedSkill {
  readonly name: string;
  readonly effect: number;
  /** Log odds that an offer asks for it, and by how much a level, a place and an employer's taste move them. */
  readonly odds: number;
  readonly perLevel: number;
  readonly places: readonly number[];
  /** A skill that mostly comes along: the place of another in the list, or -1. */
  readonly with: number;
}

export const plantedRoles = ['Backend Engineer', 'Data Engineer', 'Frontend Engineer'] as const;
const LEVELS = ['junior', 'mid', 'senior', 'lead'];
const PLACES = ['DE', 'FR', 'ES', 'NL', 'PL', 'PT'];
const EMPLOYERS = 150;
const NULL_SKILLS = 50;
/** Standard deviations of log pay: of one offer, between employers, and of a skill's effect between roles. */
const NOISE = 0.14;
const EMPLOYER_SPREAD = 0.07;
const ROLE_SPREAD = 0.01;
const PAID_SKILLS = { least: 9, more: 6 };

/** An effect of 2 to 20 %, nine in ten of 5 or more, one in eight of them below 0. */
function anyEffect(random: Random): number {
  const size = random() < 0.1 ? 0.02 + 0.03 * random() : 0.05 + 0.13 * random();
  return random() < 1 / 8 ? -size : size;
}

function anySkills(random: Random): PlantedSkill[] {
  const paid = PAID_SKILLS.least + randomInt(random, PAID_SKILLS.more);
  const skills: PlantedSkill[] = [];
  for (let k = 0; k < paid + NULL_SKILLS; k++) {
    skills.push({
      name: `Skill ${k}`,
      effect: k < paid ? anyEffect(random) : 0,
      odds: -3 + 2.2 * random(),
      perLevel: 0.5 * randomNormal(random),
      places: PLACES.map(() => 0.5 * randomNormal(random)),
      // A fourth of the skills that pay nothing come along with one that pays.
      with: k >= paid && random() < 0.25 ? randomInt(random, paid) : -1,
    });
  }
  return skills;
}

/** What the offers of a market are drawn from. */
interface World {
  readonly skills: readonly PlantedSkill[];
  /** By role and skill. */
  readonly effects: readonly (readonly number[])[];
  readonly employers: readonly { readonly shift: number; readonly tastes: readonly number[] }[];
}

function anyWorld(random: Random): World {
  const skills = anySkills(random);
  const ownPart = (effect: number): number => (effect === 0 ? 0 : ROLE_SPREAD * randomNormal(random));
  return {
    skills,
    effects: plantedRoles.map(() => skills.map(({ effect }) => effect + ownPart(effect))),
    employers: Array.from({ length: EMPLOYERS }, () => ({
      shift: EMPLOYER_SPREAD * randomNormal(random),
      tastes: skills.map(() => 0.5 * randomNormal(random)),
    })),
  };
}

/** Which skills an offer asks for. */
function drawSkills(
  { skills }: World,
  level: number,
  place: number,
  tastes: readonly number[],
  random: Random,
): boolean[] {
  const has: boolean[] = [];
  skills.forEach((skill, k) => {
    const along = skill.with >= 0 && has[skill.with] === true ? 2.5 : 0;
    const odds = skill.odds + skill.perLevel * (level - 1.5) + skill.places[place]! + tastes[k]! + along;
    has.push(random() < 1 / (1 + Math.exp(-odds)));
  });
  return has;
}

function drawOffer(world: World, random: Random): Entry {
  const role = random() < 0.6 ? 0 : 1 + randomInt(random, 2);
  const [level, place] = [randomInt(random, LEVELS.length), randomInt(random, PLACES.length)];
  const who = Math.floor(EMPLOYERS * random() ** 2);
  const { shift, tastes } = world.employers[who]!;
  const has = drawSkills(world, level, place, tastes, random);
  const paid = world.effects[role]!.reduce((sum, effect, k) => sum + (has[k] === true ? effect : 0), 0);
  const log = 10.9 + 0.08 * role + 0.2 * level + 0.06 * place + shift + paid + NOISE * randomNormal(random);
  const pay = Math.round(100 * Math.exp(log));
  return {
    role: plantedRoles[role]!,
    level: LEVELS[level]!,
    country: PLACES[place]!,
    employer: `Employer ${who}`,
    skills: world.skills.filter((_, k) => has[k]).map(({ name }) => name),
    date: `2025-${String(1 + randomInt(random, 12)).padStart(2, '0')}-15`,
    currency: 'EUR',
    period: 'year',
    tax: 'gross',
    payMin: pay,
    payMax: pay,
  };
}

/** Draws a market of `offers`: skills come with level, with place, with employers and with each other. */
export function plantMarket(seed: number, offers: number): PlantedMarket {
  const random = seededRandom(seed);
  const world = anyWorld(random);
  const entries = Array.from({ length: offers }, () => drawOffer(world, random));
  const places = new Map(world.skills.map(({ name }, k) => [name, k]));
  return {
    entries,
    effectOf: (role, skill) =>
      world.effects[plantedRoles.findIndex((name) => name === role)]![places.get(skill)!]!,
  };
}
