import { confidences, type Confidence, type Estimate } from '../../src/domain/estimate.js';
import { buildMarket, type Market, type MarketTools } from '../../src/market/market.js';
import { plantWorld, type PlantedWorld } from './planted-world.js';

/** How answers about planted worlds compare with the truth. */
export interface Survey {
  readonly worlds: number;
  readonly questions: number;
  /** Shares of the true P10, P25, P50, P75 and P90 that lie in their 90 % intervals. */
  readonly covered: readonly number[];
  /** Of each label: how many answers bear it, and the mean absolute error of their P50 on log pay. */
  readonly labels: Readonly<Record<Confidence, { readonly answers: number; readonly error: number }>>;
  readonly skills: {
    /** The share of true skill effects in their intervals. */
    readonly covered: number;
    /** Mean absolute errors of the model's effects and of the difference of means. */
    readonly error: number;
    readonly naiveError: number;
  };
}

/** Sums that surveys of several worlds add up in. */
class Tally {
  worlds = 0;
  questions = 0;
  readonly covered = [0, 0, 0, 0, 0];
  readonly labels = new Map(confidences.map((label) => [label, { answers: 0, error: 0 }]));
  readonly skills = { asked: 0, covered: 0, error: 0, naiveError: 0 };

  answer({ percentiles, confidence }: Estimate, truth: readonly number[]): void {
    const error = Math.abs(Math.log(percentiles[2]!.value) - truth[2]!);
    const label = this.labels.get(confidence)!;
    label.answers++;
    label.error += error;
    if (percentiles[2]!.low === null) return;
    this.questions++;
    percentiles.forEach(({ low, high }, i) => {
      const pay = Math.exp(truth[i]!);
      if (low! <= pay && pay <= high!) this.covered[i]!++;
    });
  }

  skill(truth: number, driver: Estimate['drivers'][number], naive: number): void {
    const percent = 100 * Math.expm1(truth);
    this.skills.asked++;
    if (driver.low! <= percent && percent <= driver.high!) this.skills.covered++;
    this.skills.error += Math.abs(Math.log1p(driver.effectPercent / 100) - truth);
    this.skills.naiveError += Math.abs(naive - truth);
  }

  survey(): Survey {
    const { asked, covered, error, naiveError } = this.skills;
    const labels = [...this.labels].map(([label, { answers, error: sum }]) => {
      return [label, { answers, error: sum / Math.max(1, answers) }] as const;
    });
    return {
      worlds: this.worlds,
      questions: this.questions,
      covered: this.covered.map((count) => count / this.questions),
      labels: Object.fromEntries(labels) as Survey['labels'],
      skills: { covered: covered / asked, error: error / asked, naiveError: naiveError / asked },
    };
  }
}

/** The difference of mean log pay between offers with a skill and without it. */
function differenceOfMeans({ entries }: PlantedWorld, skill: string): number {
  const [have, lack] = [true, false].map((has) => {
    const logs = entries
      .filter(({ entry }) => entry.skills!.includes(skill) === has)
      .map(({ entry }) => Math.log(entry.payMin!));
    return logs.reduce((sum, log) => sum + log, 0) / logs.length;
  });
  return have! - lack!;
}

function askOfSkills(world: PlantedWorld, market: Market, tally: Tally): void {
  const { query } = world.questions[0]!;
  const { drivers } = market.estimate({ ...query, skills: [...world.skills.keys()] });
  for (const [skill, truth] of world.skills) {
    const driver = drivers.find(({ factor }) => factor === `skill ${skill}`);
    if (driver) tally.skill(truth, driver, differenceOfMeans(world, skill));
  }
}

async function* oneChunk({ entries }: PlantedWorld): AsyncGenerator<PlantedWorld['entries']> {
  yield await Promise.resolve(entries);
}

/**
 * Asks the engine about planted worlds, and holds its answers against the truth.
 *
 * @param worlds how many
 * @param employersPerCell how many employers the offers of a cell come from
 */
export async function surveyWorlds(
  worlds: number,
  employersPerCell: number,
  seed: number,
  tools: MarketTools,
): Promise<Survey> {
  const tally = new Tally();
  for (let i = 0; i < worlds; i++) {
    const world = plantWorld(seed + i, employersPerCell);
    const market = await buildMarket(oneChunk(world), 1, tools);
    for (const { query, truth } of world.questions) tally.answer(market.estimate(query), truth);
    askOfSkills(world, market, tally);
    tally.worlds++;
  }
  return tally.survey();
}
