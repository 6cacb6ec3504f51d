import { Option, type Command } from 'commander';
import { makeStoreRelease, showRelease, type ReleaseReport } from '../../app/make-release.js';
import {
  releasePresets,
  type KeptRelease,
  type ReleasedCell,
  type ReleasePreset,
} from '../../domain/release.js';
import { formatCount, formatNumber } from '../../guidance/format.js';
import { table, wrap } from '../render/table.js';
import type { Session } from '../session.js';

function reportLines({ preset, changed, hash, ...tally }: ReleaseReport): string[] {
  const { cells, released, unchanged, withheld, terms } = tally;
  return [
    `Release ${hash.slice(0, 12)} (${preset}): ${changed ? 'its figures are new' : 'the same figures as before'}.`,
    `${formatNumber(released)} of ${formatCount(cells, 'cell')} and ${formatCount(terms, 'term')} are published.`,
    ...(unchanged > 0
      ? [
          `${formatCount(unchanged, 'cell')} keep the figures they had: what is new in them is of too few people yet, or nothing.`,
        ]
      : []),
    ...(withheld > 0
      ? [`${formatCount(withheld, 'cell')} stayed back: subtraction would tell of too few.`]
      : []),
  ];
}

async function make(preset: ReleasePreset, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const report = await makeStoreRelease(preset, context);
    await session.print(
      reportLines(report).flatMap((line) => wrap(line, session.width, '  ')),
      report,
    );
  });
}

function cellName({ family, role, level, country, region }: ReleasedCell): string {
  const parts = [role ?? (family === null ? 'all' : `all ${family} roles`), level, country, region];
  return parts.filter((part) => part !== null).join(', ');
}

/** Cells from all offers inwards, those around a cell before it. */
function inTreeOrder(cells: readonly ReleasedCell[]): ReleasedCell[] {
  const placeOf = ({ family, role, level, country, region }: ReleasedCell): string =>
    [family, role, level, country, region].map((name) => name ?? '').join('\n');
  return [...cells].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function releaseLines({ release, made }: KeptRelease, width: number): string[] {
  const columns = [
    { title: '' },
    ...['offers', 'P10', 'P25', 'P50', 'P75', 'P90'].map((title) => ({ title, align: 'right' }) as const),
  ];
  const pools = release.pools.flatMap(({ currency, tax, basis, cells, terms }) => {
    const rows = inTreeOrder(cells).map((cell) => {
      const valueAt = (percentile: number): string => {
        const found = cell.percentiles.find((each) => each.percentile === percentile);
        return found ? formatNumber(found.value) : '';
      };
      return [cellName(cell), formatNumber(cell.offers), ...[10, 25, 50, 75, 90].map(valueAt)];
    });
    const title = `${currency}, ${basis}, ${tax}, a year; ${formatCount(terms.length, 'term')}`;
    return ['', title, ...table(columns, rows, width)];
  });
  return [`Release ${release.hash.slice(0, 12)} (${release.preset}), made ${made.slice(0, 10)}.`, ...pools];
}

async function show(session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const kept = await showRelease(context);
    await session.print(releaseLines(kept, session.width), kept.release);
  });
}

/** `market-worth release make`, `release show` */
export function addReleaseCommand(program: Command, session: (command: Command) => Session): void {
  const release = program.command('release').description('what a shared store tells of its market');
  release
    .command('make')
    .description('make the figures that shared answers come from, so that none tells of one person')
    .addOption(
      new Option('--preset <preset>', 'how far pay is protected').choices(releasePresets).default('team'),
    )
    .action(async (_options: unknown, self: Command) => {
      await make(self.opts<{ preset: ReleasePreset }>().preset, session(self));
    });
  release
    .command('show')
    .description('the figures; with --json the file that may be published')
    .action(async (_options: unknown, self: Command) => {
      await show(session(self));
    });
}
