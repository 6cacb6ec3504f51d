import type { Command } from 'commander';
import type { Session } from '../session.js';

/** Opening a store brings its schema and its indexes up to date; this does nothing else. */
async function migrate(session: Session): Promise<void> {
  await session.withStore(async ({ store }) => {
    const sequence = await store.sequence();
    await session.print([`${store.location} is up to date, at sequence number ${sequence}.`], {
      location: store.location,
      sequence,
    });
  });
}

/** `market-worth store migrate` */
export function addStoreCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('store')
    .description('the store itself')
    .command('migrate')
    .description('bring its schema and its indexes up to date, before processes serve from it')
    .action(async (_options: unknown, self: Command) => {
      await migrate(session(self));
    });
}
