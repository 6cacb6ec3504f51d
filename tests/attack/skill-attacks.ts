import { randomInt, seededRandom } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import { offer } from '../market/some-market.js';
import type { SkillTarget } from './skill-target.js';

/** A market in which one person's answer to yes or no is a secret; the attacker knows everybody else's. */
export interface SkillWorld {
  readonly first: readonly Entry[];
  readonly later: readonly Entry[];
  /** How many of the others, of those in question, have what the secret is about. */
  readonly known: number;
  /** How many rows the figure in question is of, the victim's included. */
  readonly rows: number;
}

export interface SkillAttack {
  readonly name: string;
  readonly world: (secret: boolean, seed: number) => SkillWorld;
  /** Whether the victim's answer is yes, as far as the answers tell. */
  readonly guess: (before: SkillTarget, after: SkillTarget, world: SkillWorld) => boolean;
}

type Shares = { readonly skill: string; readonly demand: { readonly share: number } }[];

/** Rows with a skill that a comparison tells of. */
function countOf(target: SkillTarget, skill: string, rows: number, fields = {}): number {
  const skills: Shares = target.compare(fields)?.skills ?? [];
  return Math.round((skills.find((each) => each.skill === skill)?.demand.share ?? 0) * rows);
}

const PAYS = 20;

/** Offers of different people and employers, of which the first `kafka` ask for Kafka and all for one thing more. */
function people(count: number, kafka: number, more: Entry = {}, name = ''): Entry[] {
  return Array.from({ length: count }, (_, i) =>
    offer(90_000 + 500 * (i % PAYS), {
      contributor: `${name}p${i}`,
      employer: `${name}e${i}`,
      skills: [i % 2 === 0 ? 'SQL' : 'Java', ...(i < kafka ? ['Kafka'] : [])],
      ...more,
    }),
  );
}

function victim(secret: boolean, skill: string, more: Entry = {}): Entry {
  const skills = ['SQL', ...(secret ? [skill] : [])];
  return offer(93_000, { contributor: 'victim', employer: 'x', skills, ...more });
}

const kafkaOf = (seed: number): number => 10 + randomInt(seededRandom(70 + seed), 11);

const membership: SkillAttack = {
  name: 'a rare skill of one contributor',
  world: (secret) => ({
    first: [...people(30, 12), victim(secret, 'Fortran')],
    later: [],
    known: 0,
    rows: 31,
  }),
  guess: (before) => countOf(before, 'Fortran', 31, { skills: ['Fortran'] }) > 0,
};

const counts: SkillAttack = {
  name: 'offers with a skill and without it taken from all',
  world: (secret, seed) => ({
    first: [...people(31, kafkaOf(seed)), victim(secret, 'Kafka')],
    later: [],
    known: kafkaOf(seed),
    rows: 32,
  }),
  guess: (before, _after, { known }) => {
    const kafka = before.compare()?.skills.find(({ skill }) => skill === 'Kafka');
    const all = before.compare()?.premiums?.offers ?? 0;
    return kafka !== undefined && kafka.offersWith > known && all - kafka.offersWithout > known;
  },
};

const share: SkillAttack = {
  name: 'the share of a skill with all others known',
  world: counts.world,
  guess: (before, _after, { known, rows }) => countOf(before, 'Kafka', rows) > known,
};

const subtraction: SkillAttack = {
  name: 'a role minus its levels',
  world: (secret, seed) => ({
    first: [...people(31, kafkaOf(seed)), victim(secret, 'Kafka', { level: 'Junior' })],
    later: [],
    known: kafkaOf(seed),
    rows: 32,
  }),
  guess: (before) => {
    const all = countOf(before, 'Kafka', 32);
    return all - countOf(before, 'Kafka', 31, { level: 'Senior' }) > 0;
  },
};

/** One secret among arrivals of which all others are the attacker's. */
function arrival(name: string, accomplices: number): SkillAttack {
  return {
    name,
    world: (secret, seed) => ({
      first: people(31, kafkaOf(seed)),
      later: [victim(secret, 'Kafka'), ...people(accomplices, accomplices, {}, 'new ')],
      known: kafkaOf(seed) + accomplices,
      rows: 32 + accomplices,
    }),
    guess: (_before, after, { known, rows }) => countOf(after, 'Kafka', rows) > known,
  };
}

const accomplices: SkillAttack = {
  name: 'two of three accomplices with a skill',
  world: (secret) => {
    const rare = people(2, 0, { skills: ['SQL', 'Elm'] }, 'own ');
    return { first: [...people(30, 12), ...rare, victim(secret, 'Elm')], later: [], known: 2, rows: 33 };
  },
  guess: (before, _after, { known, rows }) => countOf(before, 'Elm', rows, { skills: ['Elm'] }) > known,
};

const quarter: SkillAttack = {
  name: 'a quarter of few offers',
  world: (secret) => ({
    first: [
      ...people(30, 15, { date: '2024-05-01' }),
      ...people(2, 0, { date: '2024-08-01' }, 'late '),
      victim(secret, 'Kafka', { date: '2024-08-01' }),
    ],
    later: [],
    known: 0,
    rows: 3,
  }),
  guess: (before) => {
    const kafka = before.demand()?.skills.find(({ skill }) => skill === 'Kafka');
    return (kafka?.shares.find((each) => each.quarter === '2024-Q3')?.share ?? 0) > 0;
  },
};

const interviewed: SkillAttack = {
  name: 'how one person’s interview went',
  world: (secret) => {
    const interview: Entry = {
      role: 'Data Engineer',
      date: '2024-06-01',
      contributor: 'victim',
      employer: 'x',
      stage: 'technical',
      outcome: 'rejected',
      skillsAsked: ['Rust'],
      ...(secret ? { skillsMissed: ['Rust'] } : {}),
    };
    return { first: [...people(30, 12), interview], later: [], known: 0, rows: 1 };
  },
  guess: (before) => (before.rates().skills.get('rust')?.passRate ?? 1) < 0.5,
};

/** Attacks on skills and demand that are made of questions. */
export const skillAttacks: readonly SkillAttack[] = [
  membership,
  counts,
  share,
  subtraction,
  arrival('skills before and after one arrival', 0),
  arrival('skills before and after three arrivals, two of them accomplices', 2),
  accomplices,
  quarter,
  interviewed,
];
