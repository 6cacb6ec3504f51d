import { InvalidArgumentError, type Command } from 'commander';
import { guideNegotiation } from '../../app/guide-negotiation.js';
import { createMarketSource } from '../../app/market-source.js';
import { errorTable } from '../../core/errors.js';
import {
  amount,
  each,
  positiveAmount,
  setting,
  withWorthOptions,
  worthRequest,
  type WorthOptions,
} from '../options.js';
import { estimateLines } from '../render/estimate.js';
import { planLines } from '../render/plan.js';
import type { Session } from '../session.js';

/** An offer in hand as `NAME=BASE[,BONUS,EQUITY,SIGNON]`. */
function offerInHand(text: string): object {
  const [name, figures] = setting(text);
  const numbers = figures.split(',').map(amount);
  if (numbers.length > 4)
    throw new InvalidArgumentError(`Found "${text}", expected NAME=BASE[,BONUS,EQUITY,SIGNON].`);
  const [base, bonus = 0, equityPerYear = 0, signOn = 0] = numbers;
  return { name, base, bonus, equityPerYear, signOn };
}

interface GuideOptions extends WorthOptions {
  readonly targetPercentile?: number;
  readonly offer?: readonly object[];
  readonly walkAway?: number;
  readonly stated?: readonly number[];
}

async function run(options: GuideOptions, session: Session): Promise<void> {
  const { targetPercentile, offer = [], walkAway, stated = [] } = options;
  const planRequest = { targetPercentile, offers: offer, walkAway, stated };
  await session.withStore(async (context) => {
    const plan = await guideNegotiation(
      worthRequest(options),
      planRequest,
      context,
      createMarketSource(context),
    );
    if (plan.worth.suppressed) session.exitCode = errorTable.NOT_ENOUGH_DATA.exit;
    const { width, style } = session;
    await session.print(
      [...estimateLines(plan.worth, width, style), '', ...planLines(plan, width, style)],
      plan,
    );
  });
}

/** `market-worth guide` */
export function addGuideCommand(program: Command, session: (command: Command) => Session): void {
  withWorthOptions(
    program
      .command('guide')
      .description('market worth and a negotiation plan: what to ask for, why, and what to fall back on'),
  )
    .option(
      '--target-percentile <number>',
      'where on the market to ask; default 75, or 50 with low confidence',
      amount,
    )
    .option(
      '--offer <name=base,bonus,equity,sign-on>',
      'an offer in hand, a year; repeatable',
      each(offerInHand),
    )
    .option('--walk-away <amount>', 'below this you leave, a year', positiveAmount)
    .option(
      '--stated <amount>',
      'a number you have already named, a year; repeat in order',
      each(positiveAmount),
    )
    .action(async (options: GuideOptions, self: Command) => {
      await run(options, session(self));
    });
}
