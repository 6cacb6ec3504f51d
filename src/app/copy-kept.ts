import type { AccessToken } from '../domain/access-token.js';
import type { KeptRelease } from '../domain/release.js';
import type { SavedMapping, SavedProfile, Store } from '../domain/ports.js';

/** What a store keeps beside its imports. */
export interface Kept {
  readonly profiles: readonly SavedProfile[];
  readonly mappings: readonly SavedMapping[];
  readonly tokens: readonly AccessToken[];
  readonly release: KeptRelease | null;
}

/** All that a store keeps beside its imports. */
export async function keptIn(store: Store): Promise<Kept> {
  const [profiles, mappings, tokens, release] = await Promise.all([
    store.profiles(),
    store.mappings(),
    store.tokens(),
    store.release(),
  ]);
  return { profiles, mappings, tokens, release };
}

/** Texts by a name, each of which tells all of a value but whether a token was revoked. */
function textsOf({ profiles, mappings, tokens }: Kept): Map<string, string> {
  return new Map([
    ...profiles.map(({ person, profile }) => [`profile ${person}`, JSON.stringify(profile)] as const),
    ...mappings.map((mapping) => [`mapping ${mapping.name}`, JSON.stringify(mapping)] as const),
    ...tokens.map((token) => [`token ${token.id}`, JSON.stringify({ ...token, revoked: null })] as const),
  ]);
}

/** Names of what `there` keeps and `from` does not, or not so. */
export function foreignTo(from: Kept, there: Kept): string[] {
  const known = textsOf(from);
  return [...textsOf(there)].filter(([name, text]) => known.get(name) !== text).map(([name]) => name);
}

/** Adds what is missing: what stands there stays, but for tokens that were revoked. */
export async function addKept(from: Kept, there: Kept, to: Store): Promise<void> {
  const known = textsOf(there);
  const revoked = new Set(there.tokens.filter((token) => token.revoked !== null).map(({ id }) => id));
  for (const { person, profile } of from.profiles) {
    if (!known.has(`profile ${person}`)) await to.saveProfile(person, profile);
  }
  for (const mapping of from.mappings) {
    if (!known.has(`mapping ${mapping.name}`)) await to.saveMapping(mapping);
  }
  for (const token of from.tokens) {
    const late = token.revoked !== null && !revoked.has(token.id);
    if (late || !known.has(`token ${token.id}`)) await to.saveToken(token);
  }
  // A release made without knowing the last one would tell what has changed since.
  if (from.release && !there.release) await to.saveRelease(from.release, null);
}
