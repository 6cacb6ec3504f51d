import { randomNormal, seededRandom } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import type { WorthAnswer } from '../../src/domain/estimate.js';
import { offer } from '../market/some-market.js';
import { bestFit, equationsOf, leastNorm, payThatExplains, toldBy } from './solve.js';
import type { Target } from './target.js';

/** A market with secrets, and what the attacker knows of it. */
export interface World {
  readonly first: readonly Entry[];
  readonly later: readonly Entry[];
  readonly secrets: readonly number[];
  /** Other pays that are known to them: their own, and their accomplices'. */
  readonly known: readonly number[];
}

export interface Attack {
  readonly name: string;
  /** On how many worlds it is tried, where not on as many as the others. */
  readonly worlds?: number;
  readonly world: (seed: number) => World;
  /** A guess at each secret. The product is no secret: an attacker can run their own copy over offers they make up. */
  readonly guess: (
    before: Target,
    after: Target,
    world: World,
    own: (entries: readonly Entry[]) => Promise<Target>,
  ) => readonly number[] | Promise<readonly number[]>;
}

function paysOf(seed: number, count: number): number[] {
  const random = seededRandom(1000 + seed);
  return Array.from({ length: count }, () => Math.round(90_000 * Math.exp(0.3 * randomNormal(random))));
}

/** Offers of different people and employers. */
function offersAt(pays: readonly number[], more: Entry = {}, name = ''): Entry[] {
  return pays.map((pay, i) => offer(pay, { contributor: `${name}p${i}`, employer: `${name}e${i}`, ...more }));
}

const sorted = (pays: readonly number[]): number[] => [...pays].sort((a, b) => a - b);
const middleOf = (answer: WorthAnswer): number =>
  toldBy(answer).find(({ percentile }) => percentile === 50)?.value ?? 90_000;

const solving: Attack = {
  name: 'solving percentiles for salaries',
  world: (seed) => {
    const pays = paysOf(seed, 5);
    return { first: offersAt(pays), later: [], secrets: sorted(pays), known: [] };
  },
  guess: (before) => {
    const answer = before.ask();
    return leastNorm(equationsOf(answer, 5), 5, Math.log(middleOf(answer))).map(Math.exp);
  },
};

const switching: Attack = {
  name: 'switching the method',
  world: (seed) => {
    const pays = sorted(paysOf(seed, 8));
    return { first: offersAt(pays), later: [], secrets: [pays[0]!, pays[7]!], known: [] };
  },
  guess: (before) => {
    const answers = (['hf7', 'hf8'] as const).map((quantile) => before.ask({ quantile }));
    const inLogs = answers[0]!.method.quantile === 'hd';
    const middle = middleOf(answers[0]!);
    const equations = answers.flatMap((answer) => equationsOf(answer, 8));
    const found = leastNorm(equations, 8, inLogs ? Math.log(middle) : middle);
    return [found[0]!, found[7]!].map((value) => (inLogs ? Math.exp(value) : value));
  },
};

/** Where a pay stands, from 0 to 100, as far as that is told. */
function standing({ position }: WorthAnswer): number {
  if (!position) return 50;
  if ('percentile' in position) return position.percentile;
  const { low, high } = position.band;
  return low === null ? 0 : high === null ? 100 : (low + high) / 2;
}

const swept = Array.from({ length: 9 }, (_, i) => 50_000 * 1.15 ** i);
const sweep = (target: Target): number[] =>
  swept.map((pay) => standing(target.ask({ pay, quantile: 'hf7' })));

const sweeping: Attack = {
  name: 'sweeping the pay',
  // Each takes scores of copies.
  worlds: 2,
  world: (seed) => {
    const [secret, ...known] = paysOf(seed, 12);
    return { first: offersAt([secret!, ...known]), later: [], secrets: [secret!], known };
  },
  guess: async (before, _after, { known }, own) => {
    const seen = sweep(before);
    // The pay with which a copy answers the sweep alike.
    const misfitOf = async (log: number): Promise<number> => {
      const copy = sweep(await own(offersAt([Math.exp(log), ...known])));
      return copy.reduce((sum, at, i) => sum + Math.abs(at - seen[i]!), 0);
    };
    return [Math.exp(await bestFit(misfitOf, 9, 4))];
  },
};

const byEmployer: Attack = {
  name: 'asking with and without an employer',
  world: (seed) => {
    const [secret, ...others] = paysOf(seed, 31);
    const first = [...offersAt(others), offer(secret!, { contributor: 'victim', employer: 'Lone' })];
    return { first, later: [], secrets: [secret!], known: [] };
  },
  guess: (before) => [middleOf(before.ask({ employer: 'Lone' }))],
};

/** One secret among `known` pays of the same cell, after `arrivals` of which all but the secret are the attacker's. */
function arrival(name: string, arrivals: number): Attack {
  return {
    name,
    world: (seed) => {
      const [secret, ...others] = paysOf(seed, 30 + arrivals);
      const [before, accomplices] = [others.slice(0, 30), others.slice(30)];
      return {
        first: offersAt(before),
        later: offersAt([secret!, ...accomplices], {}, 'new '),
        secrets: [secret!],
        known: others,
      };
    },
    guess: async (_before, after, { known }) => [await payThatExplains(after.ask(), known)],
  };
}

const accomplices: Attack = {
  name: 'two of three accomplices in a cell',
  world: (seed) => {
    const [secret, ...others] = paysOf(seed, 33);
    const first = [
      ...offersAt(others.slice(2)),
      ...offersAt([secret!, ...others.slice(0, 2)], { level: 'Principal' }, 'top '),
    ];
    return { first, later: [], secrets: [secret!], known: others.slice(0, 2) };
  },
  guess: async (before, _after, { known }) => [
    await payThatExplains(before.ask({ level: 'Principal' }), known),
  ],
};

const subtracting: Attack = {
  name: 'a parent minus its child',
  world: (seed) => {
    const [secret, ...others] = paysOf(seed, 31);
    const first = [
      ...offersAt(others),
      offer(secret!, { contributor: 'victim', employer: 'x', level: 'Junior' }),
    ];
    return { first, later: [], secrets: [secret!], known: others };
  },
  guess: async (before, _after, { known }) => [await payThatExplains(before.ask(), known)],
};

const tracking: Attack = {
  name: 'tracker queries',
  world: (seed) => {
    const [secret, ...others] = paysOf(seed, 31);
    const traits: Entry = { workMode: 'remote', years: 40, skills: ['Fortran'], country: 'CH' };
    const usual: Entry = { workMode: 'onsite', years: 5, skills: ['SQL'] };
    const first = [
      ...offersAt(others, usual),
      offer(secret!, { contributor: 'victim', employer: 'x', ...traits }),
    ];
    return { first, later: [], secrets: [secret!], known: [] };
  },
  guess: (before) => [
    middleOf(before.ask({ workMode: 'remote', years: 40, skills: ['Fortran'], country: 'CH' })),
  ],
};

const comparingRoles: Attack = {
  name: 'comparing roles',
  world: (seed) => {
    const [secret, ...others] = paysOf(seed, 31);
    const lone = offer(secret!, { contributor: 'victim', employer: 'x', role: 'Data Scientist' });
    return { first: [...offersAt(others), lone], later: [], secrets: [secret!], known: others };
  },
  guess: async (before, _after, { known }) => {
    const answer = before.ask({ role: 'Data Scientist' });
    const alone = answer.exactCohort.offers === 1;
    return [await payThatExplains(answer, alone ? [] : known)];
  },
};

/** Every attack of METHOD 8 that is made of questions; timing and ETags are attacked over HTTP. */
export const attacks: readonly Attack[] = [
  solving,
  sweeping,
  switching,
  byEmployer,
  arrival('before and after one arrival', 1),
  arrival('before and after three arrivals, two of them accomplices', 3),
  arrival('before and after five arrivals, four of them accomplices', 5),
  accomplices,
  subtracting,
  tracking,
  comparingRoles,
];
