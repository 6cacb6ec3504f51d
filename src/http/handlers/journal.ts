import type { AppContext } from '../../app/context.js';
import { changeInterview } from '../../app/change-interview.js';
import { entryJson } from '../../app/entry-json.js';
import {
  addInterview,
  deleteInterview,
  interviewVersion,
  listInterviews,
  readInterview,
  replaceInterview,
} from '../../app/keep-journal.js';
import { pageEndAt, placeOfEnd } from '../../app/journal-page.js';
import { readProfile, saveProfile } from '../../app/keep-profile.js';
import type { InterviewDocument } from '../../contract/interview.js';
import type { EntryPlace, StoredEntry } from '../../domain/ports.js';
import type { Call, Handlers, HttpEnvironment } from '../environment.js';
import type { Reply } from '../reply.js';
import { decodeCursor, encodeCursor, PAGE, unknownCursor } from './page.js';

/** Where pay is shared the number of a batch would tell a member how much others bring. */
function showsBatches({ caller }: Pick<Call, 'caller'>, { shared }: HttpEnvironment): boolean {
  return shared === undefined || caller?.role === 'admin';
}

/** An entry as its owner gets it: under its key, without the name it has in its source. */
function documentOf({ key, batch, entry }: StoredEntry, withBatch: boolean): InterviewDocument {
  const fields = Object.entries(entryJson(entry)).filter(([field]) => field !== 'contributor');
  return { ...Object.fromEntries(fields), id: key, ...(withBatch ? { batch } : {}) };
}

function reply(stored: StoredEntry, withBatch: boolean, status = 200): Reply {
  const location = status === 201 ? { Location: `/api/v1/interviews/${stored.key}` } : {};
  return {
    status,
    json: documentOf(stored, withBatch),
    headers: { ETag: `"${interviewVersion(stored)}"`, 'Cache-Control': 'private, no-cache', ...location },
  };
}

/** The versions that an `If-Match` names; undefined where it is absent or `*`. */
function knownVersions({ request }: Pick<Call, 'request'>): readonly string[] | undefined {
  const given = request.headers['if-match'];
  if (given === undefined || given.trim() === '*') return undefined;
  return [...given.matchAll(/"([^"]*)"/g)].map((match) => match[1]!);
}

const CURSOR = /^([\w-]{22})\.([0-9a-f]{32})$/;

async function cursorAfter(last: EntryPlace, context: AppContext): Promise<string> {
  const { batch, key } = await pageEndAt(last, context);
  return encodeCursor(`${batch}.${key}`);
}

async function placeOf(cursor: string | undefined, context: AppContext): Promise<EntryPlace | undefined> {
  if (cursor === undefined) return undefined;
  const [, batch, key] = decodeCursor(cursor, CURSOR);
  const place = await placeOfEnd({ batch: batch!, key: key! }, context);
  if (place) return place;
  throw unknownCursor();
}

export const journalHandlers = {
  listInterviews: async (call, environment) => {
    const { query, context } = call;
    const limit = query.limit ?? PAGE;
    const found = await listInterviews(context, limit + 1, await placeOf(query.cursor, context));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? await cursorAfter(last, context) : null;
    const withBatch = showsBatches(call, environment);
    return { status: 200, json: { items: items.map((item) => documentOf(item, withBatch)), next } };
  },
  addInterview: async (call, environment) =>
    reply(await addInterview(call.body, call.context), showsBatches(call, environment), 201),
  readInterview: async (call, environment) =>
    reply(await readInterview(call.params.id, call.context), showsBatches(call, environment)),
  replaceInterview: async (call, environment) =>
    reply(
      await replaceInterview(call.params.id, call.body, knownVersions(call), call.context),
      showsBatches(call, environment),
    ),
  changeInterview: async (call, environment) =>
    reply(
      await changeInterview(call.params.id, call.body, knownVersions(call), call.context),
      showsBatches(call, environment),
    ),
  deleteInterview: async (call) => {
    await deleteInterview(call.params.id, knownVersions(call), call.context);
    return { status: 204 };
  },
  readProfile: async ({ context }) => ({ status: 200, json: await readProfile(context) }),
  saveProfile: async ({ body, context }) => ({ status: 200, json: await saveProfile(body, context) }),
} satisfies Partial<Handlers>;
