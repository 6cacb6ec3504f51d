import { profileSchema, type Profile } from '../domain/profile.js';
import type { AppContext } from './context.js';
import { validate } from './validate.js';

/** The asker's saved profile; empty where none was saved. */
export async function readProfile({ store, person }: AppContext): Promise<Profile> {
  return (await store.profile(person)) ?? {};
}

/** Saves the asker's profile in place of what was there. Fails with QUERY_INVALID naming each part that is not usable. */
export async function saveProfile(given: unknown, { store, person }: AppContext): Promise<Profile> {
  const profile = validate(profileSchema, given, 'QUERY_INVALID');
  await store.saveProfile(person, profile);
  return profile;
}
