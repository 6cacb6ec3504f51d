import type { Role } from '../../domain/access-token.js';

/** Who makes a request. */
export interface Caller {
  readonly person: string;
  readonly role: Role;
  /** Names what a rate limit counts by; null for the store's owner on this machine, who has none. */
  readonly limitedAs: string | null;
}
