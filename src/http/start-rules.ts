import { listTokens } from '../app/access-tokens.js';
import type { AppContext } from '../app/context.js';
import { MarketWorthError } from '../core/errors.js';
import { isValid } from '../domain/access-token.js';
import { isLoopbackAddress } from './access/loopback.js';
import type { OidcSettings } from './access/oidc.js';

/** How far pay is protected: `open` answers from the offers themselves, the others from a release alone. */
export const presets = ['open', 'team', 'strict'] as const;

export type Preset = (typeof presets)[number];

export interface StartSettings {
  readonly host: string;
  /** `open` where the server is for this machine alone, else `team`, unless said. */
  readonly preset?: Preset | undefined;
  readonly oidc?: OidcSettings | undefined;
}

const usage = (message: string): MarketWorthError => new MarketWorthError('USAGE', message);

/** Refuses to expose single offers where pay is to be shared. */
function checkPreset({ host, preset }: StartSettings): void {
  const asked = preset ?? (isLoopbackAddress(host) ? 'open' : 'team');
  if (asked === 'open') return;
  const why =
    preset === undefined
      ? `--host ${host} can be reached from other machines, so the preset is team`
      : `--preset ${preset}`;
  throw usage(
    `${why}: answers must come from a release, and the store holds none. For data that is yours alone or public, say --preset open; for this machine alone, leave out --host.`,
  );
}

/**
 * Refuses to serve where that would let in more than the user means: other machines before access is set up, single
 * offers where pay is shared. Fails with USAGE.
 */
export async function checkStart(settings: StartSettings, context: AppContext): Promise<void> {
  const { host, oidc } = settings;
  if (!isLoopbackAddress(host) && !oidc) {
    const tokens = await listTokens(context);
    if (!tokens.some((token) => isValid(token, context.now()))) {
      throw usage(
        `--host ${host} can be reached from other machines, and no one has access yet. Make a token first: market-worth token create --person NAME --role admin; or name an identity provider with --oidc-issuer and --oidc-audience.`,
      );
    }
  }
  checkPreset(settings);
}
