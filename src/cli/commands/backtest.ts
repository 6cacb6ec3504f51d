import type { Command } from 'commander';
import { backtestEngine, type BacktestReport, type HeldOut } from '../../app/backtest-engine.js';
import { MarketWorthError } from '../../core/errors.js';
import { formatCount } from '../../guidance/format.js';
import { byteSource } from '../byte-sources.js';
import { amount } from '../options.js';
import { columnOptions, ingestOptions, type ColumnOptions } from '../column-options.js';
import { table } from '../render/table.js';
import type { Session } from '../session.js';

interface BacktestOptions extends ColumnOptions {
  readonly test?: string;
  readonly holdout: number;
  readonly seed: number;
}

function heldOutShare({ holdout, seed }: BacktestOptions): HeldOut {
  if (holdout > 0 && holdout < 1) return { share: holdout, seed };
  throw new MarketWorthError(
    'USAGE',
    `--holdout: found ${holdout}. Expected a share between 0 and 1, such as 0.2.`,
  );
}

function reportLines(report: BacktestReport, width: number): string[] {
  const { engine, groupBy, global, calibration, train, test, trainRows, testRows, scored } = report;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = [
    ['market-worth', engine] as const,
    ['grouped percentiles', groupBy] as const,
    ['all offers', global] as const,
  ].map(([name, { pinball, mdape, coverage50, coverage80, seconds }]) => [
    name,
    pinball.toFixed(4),
    percent(mdape),
    percent(coverage50),
    percent(coverage80),
    seconds.toFixed(1),
  ]);
  const columns = ['', 'pinball', 'error of P50', 'in P25-P75', 'in P10-P90', 'seconds'].map(
    (title, index) => ({
      title,
      align: index === 0 ? ('left' as const) : ('right' as const),
    }),
  );
  return [
    `Fitted on ${formatCount(trainRows, 'offer')} of ${train}, scored on ${scored} of ${testRows} (${test}).`,
    '',
    ...table(columns, rows, width),
    '',
    `Ideally 50 % of the pay is in P25-P75 and 80 % in P10-P90. At or below each decile of its own forecast:`,
    calibration.map(({ percentile, below }) => `P${percentile} ${percent(below)}`).join('  '),
  ];
}

async function run(train: string, options: BacktestOptions, session: Session): Promise<void> {
  const { stdin } = session.environment;
  await session.withStore(async (context) => {
    const ingest = await ingestOptions(options);
    const { source } = await byteSource(train, stdin);
    const heldOut =
      options.test === undefined
        ? heldOutShare(options)
        : { test: (await byteSource(options.test, stdin)).source };
    const report = await backtestEngine(source, heldOut, ingest, context);
    await session.print(reportLines(report, session.width), report);
  });
}

/** `market-worth backtest TRAIN` */
export function addBacktestCommand(program: Command, session: (command: Command) => Session): void {
  columnOptions(
    program
      .command('backtest')
      .description(
        'how good the answers are: fit on one part of real offers, score on the other, beside grouping',
      )
      .argument('<train>', 'CSV file of offers'),
  )
    .option('--test <file>', 'CSV file of the offers to score on')
    .option('--holdout <share>', 'without --test: the share of the offers to score on', amount, 0.2)
    .option('--seed <number>', 'draws the share', amount, 1)
    .action(async (train: string, options: BacktestOptions, self: Command) => {
      await run(train, options, session(self));
    });
}
