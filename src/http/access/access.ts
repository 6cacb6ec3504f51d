import type { IncomingMessage } from 'node:http';
import { findToken, SECRET_PREFIX } from '../../app/access-tokens.js';
import type { AppContext } from '../../app/context.js';
import { MarketWorthError } from '../../core/errors.js';
import { isValid } from '../../domain/access-token.js';
import type { Caller } from './caller.js';
import { isLocalRequest } from './loopback.js';
import { createOidcVerifier, type OidcSettings } from './oidc.js';

/** How a server knows its callers. */
export interface AccessSettings {
  /** Whether the server can be reached from this machine alone. */
  readonly boundToLoopback: boolean;
  readonly oidc?: OidcSettings | undefined;
}

const refused = (why: string): MarketWorthError =>
  new MarketWorthError('TOKEN_REFUSED', `${why} Ask whoever runs this server for a new one.`);

async function callerByToken(secret: string, context: AppContext): Promise<Caller> {
  const token = await findToken(secret, context);
  if (!token) throw refused('The access token is not known here.');
  if (token.revoked !== null) throw refused('The access token was revoked.');
  if (!isValid(token, context.now())) throw refused(`The access token expired at ${token.expires}.`);
  return { person: token.person, role: token.role, isOwner: false, limitedAs: `token:${token.id}` };
}

function needed(settings: AccessSettings): MarketWorthError {
  const why = settings.boundToLoopback
    ? 'This request does not come straight from this machine: its Host or Origin names another, or it was forwarded.'
    : 'No access token was given.';
  return new MarketWorthError('TOKEN_NEEDED', `${why} Send \`Authorization: Bearer TOKEN\`.`);
}

/**
 * Tells who makes a request: whom its bearer token names, or, without one, the owner of the store where the server
 * listens to this machine alone and the request was made on it. Fails with TOKEN_NEEDED, TOKEN_REFUSED or
 * IDENTITY_UNREACHABLE; a bad token is never passed over.
 */
export function createAccess(
  settings: AccessSettings,
  context: AppContext,
): (request: IncomingMessage) => Promise<Caller> {
  const verifyOidc = settings.oidc ? createOidcVerifier(settings.oidc) : undefined;
  return async ({ headers, socket }) => {
    const { authorization } = headers;
    if (authorization === undefined) {
      if (settings.boundToLoopback && isLocalRequest(headers, socket.remoteAddress)) {
        return { person: context.person, role: 'admin', isOwner: true, limitedAs: null };
      }
      throw needed(settings);
    }
    const bearer = /^Bearer +([\w.~+/-]{1,8192}=*)$/i.exec(authorization)?.[1];
    if (bearer === undefined) throw refused('The Authorization header is not `Bearer TOKEN`.');
    if (bearer.startsWith(SECRET_PREFIX)) return callerByToken(bearer, context);
    if (verifyOidc) return verifyOidc(bearer);
    throw refused('The access token is not known here.');
  };
}
