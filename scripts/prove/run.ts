/**
 * Runs the long counts with the code that the tests sample, and prints a line a claim; ends with 1 if one fails.
 * Run: npm run prove -- [NAME...]
 */
import { copyOffers } from './copy-offers.js';
import { cutImports } from './cut-import.js';
import { confidences } from '../../src/domain/estimate.js';
import type { MarketTools } from '../../src/market/market.js';
import { fuzzServer } from './http-fuzz.js';
import { fuzzIngest } from './ingest-fuzz.js';
import { shippedTools } from './ingest-tools.js';
import { killImports } from './kill-import.js';
import { importLate } from './late-store.js';
import { onMongo, type Outcome } from './on-mongo.js';
import { proveReplicas } from './prove-replicas.js';
import { surveyWorlds, type Survey } from './planted-worlds.js';
import { provePremiums, proveTrends } from './skill-claims.js';

function marketTools(): MarketTools {
  const { policy, rates, vocabulary } = shippedTools();
  return { policy, rates, familyOf: (role) => vocabulary.familyOf(role) };
}

/** Shares of true percentiles inside their intervals: P50 in nine of ten, the others in at least 82 of 100. */
function covers({ covered }: Survey): boolean {
  return covered[2]! >= 0.87 && covered[2]! <= 0.93 && covered.every((share) => share >= 0.82);
}

/** Fewer answers than these tell nothing of a label. */
const ENOUGH_LABELLED = 30;

/** Whether the labels, from the surest on, sort answers by their real error. */
function sorts({ labels }: Survey): boolean {
  const errors = confidences
    .map((label) => labels[label])
    .filter(({ answers }) => answers >= ENOUGH_LABELLED)
    .map(({ error }) => error);
  return errors.every((error, i) => i === 0 || error > errors[i - 1]!);
}

function percentages(shares: readonly number[]): string {
  return shares.map((share) => (100 * share).toFixed(1)).join(' ');
}

const claims: Readonly<Record<string, () => Promise<Outcome>>> = {
  'kill-import': async () => {
    const { kills, nothing, whole, broken } = await killImports(50, 40_000, 1);
    const line = `of ${kills} imports killed at random moments ${nothing} left nothing, ${whole} the whole batch, ${broken.length} a part`;
    return { holds: broken.length === 0, line: [line, ...broken].join('\n    ') };
  },
  'cut-import': () =>
    onMongo(async (server) => {
      const modes = ['pass', 'away', 'pass', 'stall', 'pass'] as const;
      const { cuts, wentOn, nothing, whole, longestEnd, broken } = await cutImports(
        server,
        50,
        3000,
        modes,
        1,
      );
      const line = `of ${cuts} imports that lost MongoDB at random moments ${wentOn} went on, ${nothing} ended with code 4 and left nothing, ${whole} the whole batch, ${broken.length} a part; the longest took ${longestEnd.toFixed(0)} s to end`;
      return { holds: broken.length === 0, line: [line, ...broken].join('\n    ') };
    }),
  'late-store': () => onMongo(importLate),
  replicas: () => onMongo(proveReplicas),
  copy: () => onMongo((server) => copyOffers(server, 200)),
  'ingest-fuzz': async () => {
    const inputs = 100_000;
    const { rows, refused, faults } = await fuzzIngest(inputs, 1, shippedTools());
    const line = `of ${inputs} files of random bytes none crashes an import or loses a row (${refused} refused whole, ${rows} rows counted)`;
    return { holds: faults.length === 0, line: [line, ...faults.slice(0, 5)].join('\n    ') };
  },
  premiums: provePremiums,
  trends: proveTrends,
  'http-fuzz': async () => {
    const { requests, statuses, broken } = await fuzzServer(20_000, 1);
    const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
    const line = `of ${requests} generated requests none may fail, hang or leave its schema (${counts.join(', ')})`;
    return {
      holds: broken === undefined,
      line: [line, ...(broken === undefined ? [] : [broken])].join('\n    '),
    };
  },
  ...Object.fromEntries(
    [3, 5, 10, 30, 100].map((employers) => [
      `planted-worlds-${employers}`,
      async () => {
        const survey = await surveyWorlds(125, employers, 1_000 * employers, marketTools());
        const { worlds, questions, covered, labels, skills } = survey;
        const errors = Object.entries(labels).map(
          ([label, { answers, error }]) => `${label} ${answers} (error ${error.toFixed(3)})`,
        );
        const line = [
          `in ${worlds} worlds with ${employers} employers a cell the 90 % intervals of ${questions} answers hold the true P10 P25 P50 P75 P90 in ${percentages(covered)} % of them`,
          `labels: ${errors.join(', ')}`,
          `skill effects: ${percentages([skills.covered])} % in their intervals, error ${skills.error.toFixed(3)}; of a difference of means ${skills.naiveError.toFixed(3)}`,
        ];
        const told = skills.naiveError > 2 * skills.error;
        // Of three employers little can be known; their figures are reported, not judged.
        return {
          holds: told && (employers === 3 || (covers(survey) && sorts(survey))),
          line: line.join('\n    '),
        };
      },
    ]),
  ),
};

const asked = process.argv.slice(2);
for (const [name, prove] of Object.entries(claims)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { holds, line } = await prove();
  const said = holds === null ? 'not run' : holds ? 'holds' : 'FAILS';
  console.log(`${said}  ${name}: ${line}`);
  if (holds === false) process.exitCode = 1;
}
