import { createHash, randomBytes } from 'node:crypto';
import { MarketWorthError } from '../core/errors.js';
import { personSchema, roles, type AccessToken, type Role } from '../domain/access-token.js';
import { z } from 'zod';
import type { AppContext } from './context.js';
import { validate } from './validate.js';

/** Marks a secret as ours, so that it can be told from other bearer tokens and found where it leaked. */
export const SECRET_PREFIX = 'mwt_';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const requestSchema = z.strictObject({ person: personSchema, role: z.enum(roles), expires: z.date() });

export interface TokenRequest {
  readonly person: string;
  readonly role: Role;
  readonly expires: Date;
}

/**
 * Gives a person access to the store. The secret is given out here and nowhere else: the store keeps a hash of its 256
 * random bits. Fails with QUERY_INVALID naming what is not usable.
 */
export async function createToken(
  given: TokenRequest,
  { store, now }: AppContext,
): Promise<{ secret: string; token: AccessToken }> {
  const { person, role, expires } = validate(requestSchema, given, 'QUERY_INVALID');
  if (expires.getTime() <= now()) {
    throw new MarketWorthError(
      'QUERY_INVALID',
      `expires: found ${expires.toISOString()}. Expected a moment to come.`,
    );
  }
  const secret = `${SECRET_PREFIX}${randomBytes(32).toString('base64url')}`;
  const token: AccessToken = {
    id: randomBytes(6).toString('hex'),
    hash: hashOf(secret),
    person,
    role,
    created: new Date(now()).toISOString(),
    expires: expires.toISOString(),
    revoked: null,
  };
  await store.saveToken(token);
  return { secret, token };
}

/** The token that a secret belongs to, valid or not. */
export function findToken(secret: string, { store }: AppContext): Promise<AccessToken | undefined> {
  return store.token(hashOf(secret));
}

/** All tokens, the oldest first; their secrets are not known. */
export function listTokens({ store }: AppContext): Promise<AccessToken[]> {
  return store.tokens();
}

/** Ends a token at once; one that was revoked before stays as it is. Fails with TOKEN_NOT_FOUND. */
export async function revokeToken(id: string, { store, now }: AppContext): Promise<AccessToken> {
  const token = (await store.tokens()).find((known) => known.id === id);
  if (!token) {
    throw new MarketWorthError(
      'TOKEN_NOT_FOUND',
      `There is no access token ${id}. \`market-worth token list\` lists those there are.`,
    );
  }
  const revoked = { ...token, revoked: token.revoked ?? new Date(now()).toISOString() };
  await store.saveToken(revoked);
  return revoked;
}
