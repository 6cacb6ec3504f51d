import { InvalidArgumentError, Option, type Command } from 'commander';
import { createToken, listTokens, revokeToken } from '../../app/access-tokens.js';
import { isValid, roles, type AccessToken, type Role } from '../../domain/access-token.js';
import { table } from '../render/table.js';
import type { Session } from '../session.js';

const DAY_MS = 86_400_000;

/** A date, or a number of days as in `90d`. */
function expiry(text: string): (now: number) => Date {
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) return (now) => new Date(now + Number(days) * DAY_MS);
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError(`Found "${text}", expected a date like 2027-01-31 or a time like 90d.`);
  return () => date;
}

/** A token without the hash, which is of use to no one. */
function documentOf({ id, person, role, created, expires, revoked }: AccessToken): Omit<AccessToken, 'hash'> {
  return { id, person, role, created, expires, revoked };
}

function stateOf(token: AccessToken, now: number): string {
  if (token.revoked !== null) return `revoked ${token.revoked.slice(0, 10)}`;
  return isValid(token, now) ? 'valid' : 'expired';
}

interface CreateOptions {
  readonly person: string;
  readonly role: Role;
  readonly expires: (now: number) => Date;
}

async function create({ person, role, expires }: CreateOptions, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const { secret, token } = await createToken({ person, role, expires: expires(context.now()) }, context);
    await session.print(
      [
        secret,
        `It is shown only now. ${token.person}, ${token.role}, until ${token.expires.slice(0, 10)}; to end it: market-worth token revoke ${token.id}`,
      ],
      { ...documentOf(token), token: secret },
    );
  });
}

async function list(session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const tokens = await listTokens(context);
    const rows = tokens.map((token) => [
      token.id,
      token.person,
      token.role,
      token.created.slice(0, 10),
      token.expires.slice(0, 10),
      stateOf(token, context.now()),
    ]);
    const columns = ['token', 'person', 'role', 'created', 'expires', ''].map((title) => ({ title }));
    const lines =
      rows.length > 0 ? table(columns, rows, session.width) : ['No one has been given access yet.'];
    await session.print(lines, tokens.map(documentOf));
  });
}

async function revoke(id: string, session: Session): Promise<void> {
  await session.withStore(async (context) => {
    const token = await revokeToken(id, context);
    await session.print(
      [`The token ${token.id} of ${token.person} opens nothing any more.`],
      documentOf(token),
    );
  });
}

/** `market-worth token create`, `token list`, `token revoke ID` */
export function addTokenCommand(program: Command, session: (command: Command) => Session): void {
  const token = program.command('token').description('who may use a shared store');
  token
    .command('create')
    .description('give a person access; the token is shown once')
    .requiredOption('--person <id>', 'whose token it is')
    .addOption(new Option('--role <role>', 'what it is good for').choices(roles).default('member'))
    .addOption(
      new Option('--expires <when>', 'a date, or a time such as 90d')
        .argParser(expiry)
        .default(expiry('365d'), '365d'),
    )
    .action(async (_options: unknown, self: Command) => {
      await create(self.opts<CreateOptions>(), session(self));
    });
  token
    .command('list')
    .description('all tokens, without their secrets')
    .action(async (_options: unknown, self: Command) => {
      await list(session(self));
    });
  token
    .command('revoke')
    .description('end a token at once')
    .argument('<id>', 'its id, as `token list` has it')
    .action(async (id: string, _options: unknown, self: Command) => {
      await revoke(id, session(self));
    });
}
