import type { Command } from 'commander';
import { estimateWorth, explainWorth } from '../../app/estimate-worth.js';
import { createMarketSource } from '../../app/market-source.js';
import { errorTable } from '../../core/errors.js';
import { withWorthOptions, worthRequest, type WorthOptions } from '../options.js';
import { estimateLines } from '../render/estimate.js';
import { explanationLines } from '../render/explanation.js';
import type { Session } from '../session.js';

async function run(
  { explain, ...options }: WorthOptions & { explain?: boolean },
  session: Session,
): Promise<void> {
  const request = worthRequest(options);
  await session.withStore(async (context) => {
    const market = createMarketSource(context);
    const estimate = await estimateWorth(request, context, market);
    const explanation = explain ? await explainWorth(request, context, market) : null;
    if (estimate.suppressed) session.exitCode = errorTable.NOT_ENOUGH_DATA.exit;
    const { width, style } = session;
    const lines = [...estimateLines(estimate, width, style), ...explanationLines(explanation, width)];
    await session.print(lines, explain ? { ...estimate, explanation } : estimate);
  });
}

/** `market-worth worth` */
export function addWorthCommand(program: Command, session: (command: Command) => Session): void {
  withWorthOptions(
    program
      .command('worth')
      .description('what the market pays for a profile: percentiles, how sure, on what evidence'),
  )
    .option('--trend', 'worth by quarter, by the same method throughout')
    .option('--explain', 'the whole derivation: cohort, weights, the nearest offers, the formula')
    .action(async (options: WorthOptions, self: Command) => {
      await run(options, session(self));
    });
}
