import { InvalidArgumentError, Option, type Command } from 'commander';
import { MarketWorthError } from '../../core/errors.js';
import type { CliEnvironment, ServeSettings } from '../environment.js';
import type { Session } from '../session.js';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly preset?: ServeSettings['preset'];
  readonly oidcIssuer?: string;
  readonly oidcAudience?: string;
  readonly oidcRoleClaim?: string;
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError(`Found "${text}", expected a number from 0 to 65535.`);
  return Number(text);
}

/** The identity provider, by options or else by variables; both its names or neither. */
function oidcOf(options: ServeOptions, variables: CliEnvironment['variables']): ServeSettings['oidc'] {
  const issuer = options.oidcIssuer ?? variables['MARKET_WORTH_OIDC_ISSUER'];
  const audience = options.oidcAudience ?? variables['MARKET_WORTH_OIDC_AUDIENCE'];
  const roleClaim = options.oidcRoleClaim ?? variables['MARKET_WORTH_OIDC_ROLE_CLAIM'] ?? 'role';
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer !== undefined && audience !== undefined) return { issuer, audience, roleClaim };
  throw new MarketWorthError('USAGE', 'An identity provider needs both --oidc-issuer and --oidc-audience.');
}

/** `market-worth serve` */
export function addServeCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('serve')
    .description('serve the API: for this machine alone, unless --host says otherwise')
    .option('--port <number>', 'port to listen on; 0 takes any that is free', portNumber, 4180)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(
      new Option(
        '--preset <preset>',
        'how far single offers are protected; default: open here, else team',
      ).choices(['open', 'team', 'strict']),
    )
    .option('--oidc-issuer <url>', 'accept tokens of this identity provider ($MARKET_WORTH_OIDC_ISSUER)')
    .option('--oidc-audience <name>', 'whom its tokens are for ($MARKET_WORTH_OIDC_AUDIENCE)')
    .option('--oidc-role-claim <name>', 'the claim that holds the role; default: role')
    .action(async (_options: unknown, self: Command) => {
      const current = session(self);
      const options = self.opts<ServeOptions>();
      const { host, port, preset } = options;
      const oidc = oidcOf(options, current.environment.variables);
      await current.withStore(async (context) => {
        await current.environment.serve({ host, port, preset, oidc }, context, (url) =>
          current.print([`market-worth listens on ${url} (Ctrl-C ends it)`], {
            url,
            store: context.store.location,
          }),
        );
      });
    });
}
