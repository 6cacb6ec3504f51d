import type { Command } from 'commander';
import { readProfile, saveProfile } from '../../app/keep-profile.js';
import type { Profile } from '../../domain/profile.js';
import { withProfileOptions } from '../options.js';
import { table } from '../render/table.js';
import type { Session } from '../session.js';

interface ProfileOptions extends Omit<Profile, 'skills'> {
  readonly skill?: readonly string[];
  readonly clear?: boolean;
}

function profileLines(profile: Profile, width: number): string[] {
  const rows = Object.entries(profile).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  if (rows.length === 0)
    return ['No profile is saved. Save one: market-worth profile --role "Data Engineer" --country DE'];
  return table([{ title: 'field' }, { title: 'value' }], rows, width);
}

async function run({ skill, clear, ...given }: ProfileOptions, session: Session): Promise<void> {
  const fields = { ...given, ...(skill ? { skills: skill } : {}) };
  await session.withStore(async (context) => {
    const before = clear ? {} : await readProfile(context);
    const changed = clear === true || Object.keys(fields).length > 0;
    const profile = changed ? await saveProfile({ ...before, ...fields }, context) : before;
    await session.print(profileLines(profile, session.width), profile);
  });
}

/** `market-worth profile` */
export function addProfileCommand(program: Command, session: (command: Command) => Session): void {
  withProfileOptions(
    program
      .command('profile')
      .description('who you are, saved once: other commands take it as their default'),
  )
    .option('--currency <code>', 'the currency you think in')
    .option('--clear', 'forget what was saved')
    .action(async (_options: unknown, self: Command) => {
      await run(self.opts<ProfileOptions>(), session(self));
    });
}
