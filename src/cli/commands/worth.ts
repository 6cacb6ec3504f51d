import type { Command } from 'commander';
import { estimateWorth } from '../../app/estimate-worth.js';
import { createMarketSource } from '../../app/market-source.js';
import { errorTable } from '../../core/errors.js';
import { withWorthOptions, worthRequest, type WorthOptions } from '../options.js';
import { estimateLines } from '../render/estimate.js';
import type { Session } from '../session.js';

/** `market-worth worth` */
export function addWorthCommand(program: Command, session: (command: Command) => Session): void {
  withWorthOptions(
    program
      .command('worth')
      .description('what the market pays for a profile: percentiles, how sure, on what evidence'),
  ).action(async (options: WorthOptions, self: Command) => {
    const current = session(self);
    await current.withStore(async (context) => {
      const estimate = await estimateWorth(worthRequest(options), context, createMarketSource(context));
      if (estimate.suppressed) current.exitCode = errorTable.NOT_ENOUGH_DATA.exit;
      await current.print(estimateLines(estimate, current.width, current.style), estimate);
    });
  });
}
