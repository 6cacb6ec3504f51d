import { givenInterviewSchema } from '../contract/interview.js';
import { MarketWorthError } from '../core/errors.js';
import type { Entry } from '../domain/entry.js';
import type { StoredEntry } from '../domain/ports.js';
import type { AppContext } from './context.js';
import { entryJson } from './entry-json.js';
import { interviewVersion, readInterview, replaceInterview } from './keep-journal.js';
import { validate } from './validate.js';

type Changes = Readonly<Record<string, unknown>>;

const ATTEMPTS = 5;

/** What a change makes void: a new point the bounds before, a new title what was read from the old one. */
function overtaken(changes: Changes): readonly string[] {
  return [
    ...('pay' in changes ? ['payMin', 'payMax'] : []),
    ...('title' in changes ? ['role', 'level'] : []),
  ];
}

/** An entry as a person would give it. */
function asGiven(entry: Entry): Record<string, unknown> {
  const given = Object.keys(givenInterviewSchema.shape);
  return Object.fromEntries(Object.entries(entryJson(entry)).filter(([field]) => given.includes(field)));
}

async function change(
  key: string,
  changes: Changes,
  known: readonly string[] | undefined,
  context: AppContext,
): Promise<StoredEntry> {
  const before = await readInterview(key, context);
  const fields = asGiven(before.entry);
  for (const field of overtaken(changes)) fields[field] = undefined;
  const merged = Object.entries({ ...fields, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  const given = validate(givenInterviewSchema, Object.fromEntries(merged), 'BODY_INVALID');
  return replaceInterview(key, given, known ?? [interviewVersion(before)], context);
}

/**
 * Changes parts of one of the person's own entries: fields that are absent stay, null removes one. Otherwise like
 * `replaceInterview`, with its failures. Changes of several parts at the same moment are all kept.
 */
export async function changeInterview(
  key: string,
  changes: Changes,
  known: readonly string[] | undefined,
  context: AppContext,
): Promise<StoredEntry> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change(key, changes, known, context);
    } catch (error) {
      const overtook = error instanceof MarketWorthError && error.code === 'INTERVIEW_CHANGED';
      if (!overtook || known !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}
