import type { Comparison } from '../domain/comparison.js';
import { interviewStages } from '../domain/interview.js';
import type { WorthQuery } from '../domain/worth-query.js';
import { gapPrices } from '../guidance/gap-prices.js';
import { method } from '../market/method.js';
import {
  passRate,
  type PassCount,
  type PassCounts,
  type PassRates,
  type Rate,
} from '../market/skills/rates.js';
import type { OwnRows } from '../market/skills/skill-market.js';
import type { AppContext } from './context.js';
import { versionOf, type MarketAnswers, type MarketSource, type PendingAnswer } from './market-answers.js';
import { passesInStore } from './own-passes.js';
import { skillsSuppressed } from './skills-suppressed.js';
import { understandFor, type WorthRequest } from './understand-query.js';

/** The rows that are the asker's own: those that name them, and those that name nobody of their imports. */
async function ownRows({ store, person }: AppContext): Promise<OwnRows> {
  const batches = (await store.batches()).filter(
    ({ importer, contributors, undone }) =>
      importer === person && contributors === 'importer' && undone === null,
  );
  return { person, batches: new Set(batches.map(({ id }) => id)) };
}

/** The full shape without a figure, and why. */
function suppressedComparison(query: WorthQuery, market: MarketAnswers): Comparison {
  return {
    query,
    asOf: null,
    currency: null,
    peers: { offers: 0, employers: null, widened: [] },
    coverage: { share: null, percentile: null },
    skills: [],
    bundles: [],
    premiums: null,
    distinguishing: [],
    gaps: [],
    notWorthForPay: [],
    expected: [],
    interviews: { skills: [], stages: [] },
    suppressed: skillsSuppressed(query, market),
    method,
  };
}

/** Own rates of what was asked, beside everybody's. */
function besideEveryone(own: PassCount, everyone: Rate | undefined) {
  return { asked: own.asked, passRate: passRate(own), everyone: everyone ?? null };
}

/** A person's own rates beside everybody's: of what they were asked, the most asked first, and of the stages. */
function interviewsOf(own: PassCounts, everyone: PassRates): Comparison['interviews'] {
  const skills = [...own.skills]
    .sort(([a, x], [b, y]) => y.asked - x.asked || (a < b ? -1 : 1))
    .map(([plain, count]) => ({
      skill: count.name,
      ...besideEveryone(count, everyone.skills.get(plain)),
    }));
  const stages = interviewStages.flatMap((stage) => {
    const count = own.stages.get(stage);
    return count ? [{ stage, ...besideEveryone(count, everyone.stages.get(stage)) }] : [];
  });
  return { skills, stages };
}

/** What was asked and passed in the asker's own interviews, and what names that. */
interface OwnPasses {
  readonly version: unknown;
  read(): PassCounts;
}

async function ownPasses({ skills }: MarketAnswers, context: AppContext): Promise<OwnPasses> {
  if (skills && !skills.ownPasses) {
    const passes = await passesInStore(context);
    return { version: [[...passes.skills], [...passes.stages]], read: () => passes };
  }
  const own = await ownRows(context);
  return {
    version: [own.person, ...own.batches],
    read: () => skills?.ownPasses?.(own) ?? { skills: new Map(), stages: new Map() },
  };
}

function comparisonOf(query: WorthQuery, market: MarketAnswers, own: OwnPasses): Comparison {
  const { skills } = market;
  if (!skills) return suppressedComparison(query, market);
  const passes = own.read();
  const interviews = interviewsOf(passes, skills.passRates(query));
  const compared = skills.compareSkills(query);
  if (!compared) return { ...suppressedComparison(query, market), interviews };
  const middle = skills.middle(query);
  return {
    ...compared,
    currency: middle?.currency ?? null,
    gaps: gapPrices(compared.skills, middle?.value ?? null, passes.skills),
    interviews,
  };
}

/** Understands "how do my skills compare, and which is missing?"; the profile fills what the request leaves out. */
export async function askComparison(
  request: WorthRequest,
  context: AppContext,
  marketSource: MarketSource,
): Promise<PendingAnswer<Comparison>> {
  const market = await marketSource();
  const { query, profile } = await understandFor(context, request, market);
  await market.prepare?.(query, 'skills');
  const own = await ownPasses(market, context);
  const version = versionOf(market.dataVersion, 'skills', query, own.version);
  return { version, ageMs: market.ageMs, profile, work: () => comparisonOf(query, market, own) };
}
