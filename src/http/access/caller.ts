import type { Role } from '../../domain/access-token.js';

/** Who makes a request. */
export interface Caller {
  readonly person: string;
  readonly role: Role;
  /** The owner of the store, on the machine that it is on: they may read the store as it is. */
  readonly isOwner: boolean;
  /** Names what a rate limit counts by; null for the store's owner on this machine, who has none. */
  readonly limitedAs: string | null;
}
