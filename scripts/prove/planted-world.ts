import { randomInt, randomNormal, seededRandom, type Random } from '../../src/core/random.js';
import { dayNumber, dayOf } from '../../src/core/calendar-date.js';
import type { StoredEntry } from '../../src/domain/ports.js';
import { worthQuerySchema, type WorthQuery } from '../../src/domain/worth-query.js';
import { normalQuantile } from '../../src/stats/normal.js';

/** A question whose true answer is known. */
export interface PlantedQuestion {
  readonly query: WorthQuery;
  /** Offers of its role, level and country. */
  readonly ownOffers: number;
  /** Natural logs of the true P10, P25, P50, P75 and P90. */
  readonly truth: readonly number[];
}

/** Offers drawn from a known distribution of pay. */
export interface PlantedWorld {
  readonly entries: readonly StoredEntry[];
  readonly questions: readonly PlantedQuestion[];
  /** The true effect of each skill on log pay. */
  readonly skills: ReadonlyMap<string, number>;
}

const ROLES = ['Backend Engineer', 'Data Engineer', 'Data Scientist', 'Designer', 'SRE', 'Tester'] as const;
const LEVELS = ['Junior', 'Middle', 'Senior', 'Staff'] as const;
const COUNTRIES = ['DE', 'PL', 'US', 'IN', 'BR'] as const;
/** The last country is one that few have told of: most of its cells have no offer. */
const FEW = COUNTRIES.length - 1;
const SKILLS = ['Go', 'Java', 'Kafka', 'Kubernetes', 'Python', 'React', 'SQL', 'Terraform'] as const;
/** How many offers a role, level and country has. */
const CELL_SIZES = [0, 2, 5, 10, 20, 40, 80, 200] as const;
const SHARE_TOLD_OF = 0.1;
const FIRST_DAY = dayNumber('2023-01-01');
const LAST_DAY = dayNumber('2024-12-31');
const TAU = 0.12;

interface Cell {
  readonly role: number;
  readonly level: number;
  readonly country: number;
}

/** What decides pay in a world. */
class Truth {
  readonly #role: readonly number[];
  readonly #country: readonly number[];
  readonly #roleLevel: readonly number[];
  readonly #roleCountry: readonly number[];
  readonly #cell: readonly number[];
  readonly skills: readonly number[];

  constructor(private readonly random: Random) {
    const draw = (count: number, deviation: number): number[] =>
      Array.from({ length: count }, () => deviation * randomNormal(random));
    this.#role = draw(ROLES.length, 0.2);
    this.#country = draw(COUNTRIES.length, 0.35);
    this.#roleLevel = draw(ROLES.length * LEVELS.length, 0.06);
    this.#roleCountry = draw(ROLES.length * COUNTRIES.length, 0.08);
    this.#cell = draw(ROLES.length * LEVELS.length * COUNTRIES.length, 0.03);
    // Half of the skills pay nothing.
    this.skills = SKILLS.map((_, skill) => (skill % 2 === 0 ? 0.04 + 0.1 * random() : 0));
  }

  centre({ role, level, country }: Cell, years: number, skills: readonly number[], day: number): number {
    const cell = (role * LEVELS.length + level) * COUNTRIES.length + country;
    const ofSkills = skills.reduce((sum, skill) => sum + this.skills[skill]!, 0);
    const time = (0.04 * (day - FIRST_DAY)) / 365;
    const main = 11 + this.#role[role]! + this.#country[country]! + 0.22 * level + 0.012 * years;
    const pairs =
      this.#roleLevel[role * LEVELS.length + level]! + this.#roleCountry[role * COUNTRIES.length + country]!;
    return main + pairs + this.#cell[cell]! + ofSkills + time;
  }

  /** Standard deviation of an offer within its employer. */
  sigma({ level }: Cell): number {
    return 0.18 + 0.03 * level;
  }

  /** Seniors, and offers of some countries, have more of the skills: a difference of means is not their worth. */
  drawSkills(cell: Cell): number[] {
    const { level, country } = cell;
    const drawn = [...SKILLS.keys()].filter((skill) => {
      const tilt = -1.6 + 0.5 * level + (skill % COUNTRIES.length === country ? 1.2 : 0);
      return this.random() < 1 / (1 + Math.exp(-tilt));
    });
    // Skills left blank are unknown, not none.
    return drawn.length > 0 ? drawn : this.drawSkills(cell);
  }

  drawYears({ level }: Cell): number {
    return Math.round(2 * (3 * level + 3.5 * this.random())) / 2;
  }
}

/** Adds the offers of one cell, spread unevenly over its employers. */
function addCell(
  entries: StoredEntry[],
  truth: Truth,
  cell: Cell,
  size: number,
  employers: readonly { readonly name: string; readonly effect: number }[],
  random: Random,
): void {
  for (let i = 0; i < size; i++) {
    const employer = employers[Math.floor(employers.length * random() ** 1.3)]!;
    const [years, skills] = [truth.drawYears(cell), truth.drawSkills(cell)];
    const day = FIRST_DAY + randomInt(random, LAST_DAY - FIRST_DAY + 1);
    const centre = truth.centre(cell, years, skills, day);
    const pay = Math.round(
      100 * Math.exp(centre + employer.effect + truth.sigma(cell) * randomNormal(random)),
    );
    entries.push({
      key: String(entries.length).padStart(8, '0'),
      batch: 1,
      entry: {
        role: ROLES[cell.role]!,
        level: LEVELS[cell.level]!,
        country: COUNTRIES[cell.country]!,
        skills: skills.map((skill) => SKILLS[skill]!),
        years,
        employer: employer.name,
        date: dayOf(day),
        currency: 'USD',
        tax: 'gross',
        period: 'year',
        payMin: pay,
        payMax: pay,
      },
    });
  }
}

function cellSize({ country }: Cell, random: Random): number {
  if (country !== FEW) return CELL_SIZES[randomInt(random, CELL_SIZES.length)]!;
  return random() < SHARE_TOLD_OF ? CELL_SIZES[1 + randomInt(random, 2)]! : 0;
}

function question(truth: Truth, cell: Cell, ownOffers: number): PlantedQuestion {
  const [years, skills] = [truth.drawYears(cell), truth.drawSkills(cell)];
  const query = worthQuerySchema.parse({
    role: ROLES[cell.role],
    level: LEVELS[cell.level],
    country: COUNTRIES[cell.country],
    years,
    skills: skills.map((skill) => SKILLS[skill]!),
    asOf: dayOf(LAST_DAY),
  });
  const centre = truth.centre(cell, years, skills, LAST_DAY);
  const deviation = Math.hypot(TAU, truth.sigma(cell));
  const percentiles = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => centre + deviation * normalQuantile(p));
  return { query, ownOffers, truth: percentiles };
}

/**
 * Makes a world: 120 cells of a role, a level and a country with 0 to 200 offers each, in one country hardly any;
 * skills and experience that depend on them, employers with an effect of their own on pay; and asks about each cell once.
 *
 * @param employersPerCell how many employers the offers of a cell come from, at most
 */
export function plantWorld(seed: number, employersPerCell: number): PlantedWorld {
  const random = seededRandom(seed);
  const truth = new Truth(random);
  const cells = ROLES.flatMap((_, role) =>
    LEVELS.flatMap((__, level) => COUNTRIES.map((___, country) => ({ role, level, country }))),
  );
  const entries: StoredEntry[] = [];
  const sized = cells.map((cell) => ({ cell, size: cellSize(cell, random) }));
  const employers = COUNTRIES.map((country) =>
    Array.from({ length: 2 * employersPerCell }, (_, i) => ({
      name: `${country} employer ${i}`,
      effect: TAU * randomNormal(random),
    })),
  );
  for (const { cell, size } of sized) {
    const local = [...employers[cell.country]!].sort(() => random() - 0.5).slice(0, employersPerCell);
    addCell(entries, truth, cell, size, local, random);
  }
  const questions = sized.map(({ cell, size }) => question(truth, cell, size));
  return { entries, questions, skills: new Map(SKILLS.map((skill, i) => [skill, truth.skills[i]!])) };
}
