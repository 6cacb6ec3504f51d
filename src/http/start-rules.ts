import { listTokens } from '../app/access-tokens.js';
import type { AppContext } from '../app/context.js';
import { MarketWorthError } from '../core/errors.js';
import { isValid } from '../domain/access-token.js';
import { releasePresets } from '../domain/release.js';
import { isLoopbackAddress } from './access/loopback.js';
import type { OidcSettings } from './access/oidc.js';

/** How far pay is protected: `open` answers from the offers themselves, the others from a release alone. */
export const presets = ['open', ...releasePresets] as const;

export type Preset = (typeof presets)[number];

export interface StartSettings {
  readonly host: string;
  /** `open` where the server is for this machine alone, else `team`, unless said. */
  readonly preset?: Preset | undefined;
  readonly oidc?: OidcSettings | undefined;
}

const usage = (message: string): MarketWorthError => new MarketWorthError('USAGE', message);

/** The preset a server runs under: `open` where it is for this machine alone, else `team`, unless said. */
export function presetOf({ host, preset }: StartSettings): Preset {
  return preset ?? (isLoopbackAddress(host) ? 'open' : 'team');
}

/** Refuses to serve other machines before access is set up. Fails with USAGE. */
export async function checkStart({ host, oidc }: StartSettings, context: AppContext): Promise<void> {
  if (!isLoopbackAddress(host) && !oidc) {
    const tokens = await listTokens(context);
    if (!tokens.some((token) => isValid(token, context.now()))) {
      throw usage(
        `--host ${host} can be reached from other machines, and no one has access yet. Make a token first: market-worth token create --person NAME --role admin; or name an identity provider with --oidc-issuer and --oidc-audience.`,
      );
    }
  }
}
