import type { Command } from 'commander';
import { table } from '../render/table.js';
import type { Session } from '../session.js';

/** `market-worth vocabulary explain TEXT` */
export function addVocabularyCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('vocabulary')
    .description('how texts are understood')
    .command('explain')
    .description('what becomes of a text, and by which rule')
    .argument('<text...>', 'a title, skill, place, pay or date')
    .action(async (words: string[], _options: unknown, self: Command) => {
      const current = session(self);
      const steps = current.environment.vocabulary().explain(words.join(' '));
      const columns = [{ title: 'read as' }, { title: 'found' }, { title: 'became' }, { title: 'rule' }];
      const rows = steps.map(({ as, found, became, rule }) => [as, found, became, rule]);
      await current.print(table(columns, rows, current.width), steps);
    });
}
