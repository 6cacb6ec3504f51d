import { z } from 'zod';

/** What one may do on a shared store, each all that the one before may: own rows, aggregates of the team, everything. */
export const roles = ['member', 'lead', 'admin'] as const;

export type Role = (typeof roles)[number];

/** Names of people are given by whoever runs the store: an account name, a mail address, a number. */
export const personSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,127}$/u, 'a name without spaces');

/** Access to a shared store for one person. The secret itself is shown once and never kept. */
export const accessTokenSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** SHA-256 of the secret, in hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  person: personSchema,
  role: z.enum(roles),
  /** ISO instants. */
  created: z.string(),
  expires: z.string(),
  revoked: z.string().nullable(),
});

export type AccessToken = z.infer<typeof accessTokenSchema>;

/** Whether a token opens anything at a moment, in milliseconds since 1970. */
export function isValid(token: AccessToken, at: number): boolean {
  return token.revoked === null && at < Date.parse(token.expires);
}

/**
 * Whether a role may do what needs at least another.
 *
 * @example covers('lead', 'member') // true
 */
export function covers(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
