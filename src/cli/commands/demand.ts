import { Option, type Command } from 'commander';
import { createMarketSource } from '../../app/market-source.js';
import { askDemand } from '../../app/show-demand.js';
import { errorTable } from '../../core/errors.js';
import { workModes } from '../../domain/offer.js';
import { worthRequest, type WorthOptions } from '../options.js';
import { demandLines } from '../render/demand.js';
import type { Session } from '../session.js';

async function run(options: WorthOptions, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const demand = (await askDemand(worthRequest(options), context, createMarketSource(context))).work();
    if (demand.suppressed) session.exitCode = errorTable.NOT_ENOUGH_DATA.exit;
    await session.print(demandLines(demand, session.width, session.style), demand);
  });
}

/** `market-worth demand` */
export function addDemandCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('demand')
    .description('what offers and interviews ask for, by quarter, and where it is going')
    .option('--role <role>', 'role or job title, such as "Data Engineer"')
    .option('--level <level>', 'level, as the offers name it')
    .option('--location <place>', 'city or region')
    .option('--country <country>', 'country, by name or code')
    .addOption(new Option('--work-mode <mode>', 'where the work is done').choices(workModes))
    .option('--as-of <date>', 'the date to answer for; default: that of the newest offer')
    .action(async (options: WorthOptions, self: Command) => {
      await run(options, session(self));
    });
}
