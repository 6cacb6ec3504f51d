import type { Command } from 'commander';
import { askComparison } from '../../app/compare-skills.js';
import { createMarketSource } from '../../app/market-source.js';
import { errorTable } from '../../core/errors.js';
import { list, withPoolOptions, withProfileOptions, worthRequest, type WorthOptions } from '../options.js';
import { comparisonLines } from '../render/comparison.js';
import type { Session } from '../session.js';

interface SkillsOptions extends WorthOptions {
  readonly have?: readonly string[];
}

async function run({ have, ...options }: SkillsOptions, session: Session): Promise<void> {
  const skill = have ? [...(options.skill ?? []), ...have] : options.skill;
  const request = worthRequest(skill ? { ...options, skill } : options);
  await session.withStore(async (context) => {
    const comparison = (await askComparison(request, context, createMarketSource(context))).work();
    if (comparison.suppressed) session.exitCode = errorTable.NOT_ENOUGH_DATA.exit;
    await session.print(comparisonLines(comparison, session.width, session.style), comparison);
  });
}

/** `market-worth skills` */
export function addSkillsCommand(program: Command, session: (command: Command) => Session): void {
  withPoolOptions(
    withProfileOptions(
      program
        .command('skills')
        .description(
          'your skills against peers: what is asked, what it pays, and what a missing one is worth',
        ),
    ),
  )
    .option('--have <skills>', 'the skills you have; repeat it, or give a list by commas', list)
    .action(async (options: SkillsOptions, self: Command) => {
      await run(options, session(self));
    });
}
