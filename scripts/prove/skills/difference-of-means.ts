import type { Entry } from '../../../src/domain/entry.js';
import { benjaminiHochberg } from '../../../src/stats/benjamini-hochberg.js';
import { studentTQuantile, studentTTail } from '../../../src/stats/student-t.js';
import type { FoundPremium } from './planted-premiums.js';

const RATE = 0.1;
const LEAST_OFFERS = 10;

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

function add(sums: Sums, value: number): void {
  sums.count++;
  sums.sum += value;
  sums.squares += value * value;
}

/** Log pay of a role's offers: of all, and of those with each skill. */
function sumsOf(entries: readonly Entry[], role: string): { all: Sums; bySkill: Map<string, Sums> } {
  const none = (): Sums => ({ count: 0, sum: 0, squares: 0 });
  const [all, bySkill] = [none(), new Map<string, Sums>()];
  for (const entry of entries) {
    if (entry.role !== role) continue;
    const log = Math.log(entry.payMin!);
    add(all, log);
    for (const skill of entry.skills!) {
      const sums = bySkill.get(skill) ?? none();
      add(sums, log);
      bySkill.set(skill, sums);
    }
  }
  return { all, bySkill };
}

const mean = ({ sum, count }: Sums): number => sum / count;
/** The variance of the mean. */
const errorOf = ({ sum, squares, count }: Sums): number =>
  (squares - (sum * sum) / count) / (count - 1) / count;

/** Welch's t test of a skill. */
function welch(own: Sums, all: Sums) {
  const other = {
    count: all.count - own.count,
    sum: all.sum - own.sum,
    squares: all.squares - own.squares,
  };
  const [a, b] = [errorOf(own), errorOf(other)];
  const freedom = (a + b) ** 2 / (a ** 2 / (own.count - 1) + b ** 2 / (other.count - 1));
  const [effect, error] = [mean(own) - mean(other), Math.sqrt(a + b)];
  return { effect, error, freedom, with: own.count, without: other.count };
}

/** What people do today: the mean log pay with a skill less that without, Welch's t test, the same guard. */
export function differencesOfMeans(entries: readonly Entry[], role: string): FoundPremium[] {
  const { all, bySkill } = sumsOf(entries, role);
  const tests = [...bySkill]
    .filter(([, { count }]) => count >= LEAST_OFFERS && all.count - count >= LEAST_OFFERS)
    .map(([skill, own]) => ({ skill, ...welch(own, all) }));
  const survives = benjaminiHochberg(
    tests.map(({ effect, error, freedom }) => studentTTail(effect / error, freedom)),
    RATE,
  );
  const level = (RATE * survives.reduce((sum, one) => sum + one, 0)) / Math.max(1, tests.length);
  return tests.map(({ skill, effect, error, freedom, ...counts }, i) => {
    if (survives[i] === 0) return { skill, ...counts, premium: null };
    const half = studentTQuantile(1 - level / 2, freedom) * error;
    const interval = { low: Math.expm1(effect - half) * 100, high: Math.expm1(effect + half) * 100 };
    return { skill, ...counts, premium: interval };
  });
}
