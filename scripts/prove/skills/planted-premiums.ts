import { worthQuerySchema } from '../../../src/domain/worth-query.js';
import { differencesOfMeans } from './difference-of-means.js';
import { marketOf } from './market-of.js';
import { plantedRoles, plantMarket, type PlantedMarket } from './planted-market.js';

/** What is said of a skill: an interval in percent, or nothing. */
export interface FoundPremium {
  readonly skill: string;
  readonly with: number;
  readonly without: number;
  readonly premium: { readonly low: number; readonly high: number } | null;
}

/** How what was said compares with what was planted. */
export interface PremiumScore {
  /** Effects of 5 % or more with 200 offers on both sides, and how many of them were stated. */
  readonly real: number;
  readonly realStated: number;
  /** Premiums stated, and how many of their intervals miss what was planted. */
  readonly stated: number;
  readonly missed: number;
  /** The share of those stated that pay nothing, on average over the worlds. */
  readonly falseShare: number;
}

const LEAST_EFFECT = 0.05;
const ENOUGH = 200;

class Tally {
  #score = { real: 0, realStated: 0, stated: 0, missed: 0 };
  #falseShares: number[] = [];

  /** Counts a world; what was found of each role. */
  add(world: PlantedMarket, found: ReadonlyMap<string, readonly FoundPremium[]>): void {
    let [stated, nothing] = [0, 0];
    for (const [role, premiums] of found) {
      for (const each of premiums) {
        const effect = world.effectOf(role, each.skill);
        const percent = 100 * Math.expm1(effect);
        if (Math.abs(percent) >= 100 * LEAST_EFFECT && Math.min(each.with, each.without) >= ENOUGH) {
          this.#score.real++;
          if (each.premium) this.#score.realStated++;
        }
        if (!each.premium) continue;
        stated++;
        if (effect === 0) nothing++;
        if (percent < each.premium.low || percent > each.premium.high) this.#score.missed++;
      }
    }
    this.#score.stated += stated;
    this.#falseShares.push(stated === 0 ? 0 : nothing / stated);
  }

  take(): PremiumScore {
    const total = this.#falseShares.reduce((sum, share) => sum + share, 0);
    return { ...this.#score, falseShare: total / Math.max(1, this.#falseShares.length) };
  }
}

async function foundBy(world: PlantedMarket): Promise<Map<string, FoundPremium[]>> {
  const market = await marketOf(world.entries);
  return new Map(
    plantedRoles.map((role) => [
      role,
      market
        .compareSkills(worthQuerySchema.parse({ role }))!
        .skills.map(({ skill, premium, offersWith, offersWithout }) => ({
          skill,
          with: offersWith,
          without: offersWithout,
          premium,
        })),
    ]),
  );
}

/** Scores stated premiums, and differences of means, on planted worlds of `offers` offers each. */
export async function scorePremiums(
  worlds: number,
  offers: number,
  seed: number,
): Promise<{ readonly engine: PremiumScore; readonly naive: PremiumScore }> {
  const [engine, naive] = [new Tally(), new Tally()];
  for (let k = 0; k < worlds; k++) {
    const world = plantMarket(seed + k, offers);
    engine.add(world, await foundBy(world));
    const means = plantedRoles.map((role) => [role, differencesOfMeans(world.entries, role)] as const);
    naive.add(world, new Map(means));
  }
  return { engine: engine.take(), naive: naive.take() };
}

/** Whether a score is what METHOD 7 promises. */
export function premiumsHold({ real, realStated, stated, missed, falseShare }: PremiumScore): boolean {
  return realStated >= 0.9 * real && falseShare <= 0.1 && missed <= 0.13 * stated;
}
