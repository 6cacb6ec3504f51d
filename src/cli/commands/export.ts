import type { Command } from 'commander';
import { exportCsv, exportEntries } from '../../app/export-entries.js';
import type { AppContext } from '../../app/context.js';
import type { Session } from '../session.js';

/** One JSON array, written chunk by chunk so that a large store needs no large memory. */
async function writeJson(session: Session, context: AppContext): Promise<void> {
  const { out } = session.environment;
  let before = '[\n';
  for await (const entries of exportEntries(context)) {
    await out.write(before + entries.map((entry) => JSON.stringify(entry)).join(',\n'));
    before = ',\n';
  }
  await out.write(before === '[\n' ? '[]\n' : '\n]\n');
}

/** `market-worth export` */
export function addExportCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('export')
    .description('all entries as canonical CSV on standard output, or as JSON')
    .action(async (_options: unknown, self: Command) => {
      const current = session(self);
      await current.withStore(async (context) => {
        if (current.json) await writeJson(current, context);
        else for await (const text of exportCsv(context)) await current.environment.out.write(text);
      });
    });
}
