import type { Command } from 'commander';
import { copyStore, type CopyReport } from '../../app/copy-store.js';
import { formatNumber } from '../../guidance/format.js';
import { showProgress } from '../render/progress.js';
import type { Session } from '../session.js';

interface CopyOptions {
  readonly merge?: boolean;
}

function reportLines({ copied, content }: CopyReport, where: string, merged: boolean): string[] {
  const { batches, entries, findings, profiles, mappings, tokens, checksum } = content;
  const counts = [
    [batches, 'imports'],
    [entries, 'current entries'],
    [findings, 'rows that stayed outside'],
    [profiles, 'profiles'],
    [mappings, 'mappings'],
    [tokens, 'tokens'],
  ] as const;
  return [
    `${formatNumber(copied)} imports and undos were copied.`,
    `${where} holds ${merged ? 'now' : 'the same'}: ${counts.map(([count, name]) => `${formatNumber(count)} ${name}`).join(', ')}.`,
    `Checksum ${checksum}${merged ? '' : ', that of both'}.`,
  ];
}

async function copy(
  from: string,
  to: string,
  { merge = false }: CopyOptions,
  session: Session,
): Promise<void> {
  await session.withStoreAt(from, async ({ store: source, now }) => {
    await session.withStoreAt(to, async ({ store: target }) => {
      const began = now();
      const progress = showProgress(session.environment.err, now);
      const onProgress = (rows: number, all: number): void => {
        progress.update({ rows, bytes: rows, totalBytes: all });
      };
      const report = await copyStore(source, target, { merge, onProgress }).finally(progress.done);
      const { copied, content } = report;
      const places = { from: source.location, to: target.location };
      const seconds = (now() - began) / 1000;
      const lines = reportLines(report, target.location, merge);
      await session.print(lines, { ...places, merged: merge, copied, ...content, seconds });
    });
  });
}

/** `market-worth copy FROM TO` */
export function addCopyCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('copy')
    .description('copy all that a store holds into another, from a file to MongoDB or back')
    .argument('<from>', 'the store to copy, as for --store')
    .argument('<to>', 'an empty store, or one that a copy of the same was broken off in')
    .option('--merge', 'add to a store that holds other things')
    .action(async (from: string, to: string, options: CopyOptions, self: Command) => {
      await copy(from, to, options, session(self));
    });
}
