import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { MarketWorthError } from '../../core/errors.js';
import { personSchema, roles } from '../../domain/access-token.js';
import type { Caller } from './caller.js';

/** The identity provider whose tokens are accepted. */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that holds the role, a name or a list of names; someone without one is a member. */
  readonly roleClaim: string;
}

const TIMEOUT_MS = 5000;
const CACHE_MS = 10 * 60_000;

/** Signatures by a provider's own key: a shared secret would let whoever can check a token make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });

function unreachable(issuer: string, cause: unknown): MarketWorthError {
  return new MarketWorthError(
    'IDENTITY_UNREACHABLE',
    `The keys of ${issuer} cannot be had. Check that the server can reach it.`,
    {},
    { cause },
  );
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    const found = discoverySchema.parse(await response.json());
    if (found.issuer !== issuer) throw new Error('the provider names another issuer');
    return createRemoteJWKSet(new URL(found.jwks_uri), {
      timeoutDuration: TIMEOUT_MS,
      cacheMaxAge: CACHE_MS,
    });
  } catch (cause) {
    throw unreachable(issuer, cause);
  }
}

const refused = (why: string): MarketWorthError =>
  new MarketWorthError('TOKEN_REFUSED', `The token of the identity provider is not accepted: ${why}.`);

function callerOf(payload: JWTPayload, { roleClaim }: OidcSettings): Caller {
  const person = personSchema.safeParse(payload.sub);
  if (!person.success) throw refused('its subject is not a name that can be used');
  const claim: unknown = payload[roleClaim];
  const named: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const role = roles.findLast((known) => named.includes(known)) ?? 'member';
  return { person: person.data, role, isOwner: false, limitedAs: `oidc:${person.data}` };
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} does not fit`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not fit';
  if (error instanceof errors.JWKSNoMatchingKey) return 'it was signed with an unknown key';
  const unusable = [errors.JWTInvalid, errors.JWSInvalid, errors.JOSEAlgNotAllowed, errors.JOSENotSupported];
  return unusable.some((kind) => error instanceof kind) ? 'it is not a signed token' : undefined;
}

/**
 * Checks tokens of one identity provider: its signature, issuer, audience and time. The provider's keys are found by
 * OpenID discovery at the first token, cached, and asked for again where a token names an unknown one. Fails with
 * TOKEN_REFUSED, or IDENTITY_UNREACHABLE where the keys cannot be had.
 */
export function createOidcVerifier(settings: OidcSettings): (token: string) => Promise<Caller> {
  const { issuer, audience } = settings;
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (token) => {
    keys ??= discoverKeys(issuer);
    const known = await keys.catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    try {
      const required = ['sub', 'exp'];
      const options = { issuer, audience, algorithms, requiredClaims: required, clockTolerance: 30 };
      const { payload } = await jwtVerify(token, known, options);
      return callerOf(payload, settings);
    } catch (error) {
      if (error instanceof MarketWorthError) throw error;
      const reason = reasonOf(error);
      throw reason === undefined ? unreachable(issuer, error) : refused(reason);
    }
  };
}
