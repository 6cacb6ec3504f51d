import { randomInt, randomNormal, seededRandom } from '../../../src/core/random.js';
import type { Offer } from './model-input.js';

export const ROLES = ['Data Engineer', 'Data Analyst', 'Web Developer', 'Product Manager'] as const;
const LEVELS = ['Junior', 'Middle', 'Senior'] as const;
const SKILLS = ['Kafka', 'SQL', 'Go', 'Excel'] as const;
const COUNTRIES = ['DE', 'PL', 'US'] as const;

/** Offers whose pay is a sum of known effects and noise: each level up pays 0.3 more on log pay, Kafka 0.1. */
export function plantedOffers(count: number, seed = 1, noise = 0.1): Offer[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const [role, level, country] = [randomInt(random, 4), randomInt(random, 3), randomInt(random, 3)];
    const skills = SKILLS.filter(() => random() < 0.3);
    const years = randomInt(random, 3) + 3 * level;
    const employer = `Company ${randomInt(random, 40)}`;
    const logPay =
      10.5 + 0.1 * role + 0.3 * level + 0.2 * country + 0.02 * years + (skills.includes('Kafka') ? 0.1 : 0);
    const pay = Math.exp(logPay + noise * randomNormal(random));
    const [day, city] = [19_000 + randomInt(random, 700), `City ${randomInt(random, 5)}`];
    const names = { role: ROLES[role]!, level: LEVELS[level]!, country: COUNTRIES[country]! };
    return { pay, ...names, city, skills, years, employer, day };
  });
}
