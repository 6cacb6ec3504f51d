import type { AppContext } from '../../app/context.js';
import { listImports, showImport, undoImport } from '../../app/manage-imports.js';
import { MarketWorthError } from '../../core/errors.js';
import type { Finding } from '../../domain/ports.js';
import { rejectsHeader, rejectsRows } from '../../ingest/rejects-file.js';
import type { Handlers } from '../environment.js';
import type { ImportJob } from '../imports/import-job.js';
import type { ImportJobs } from '../imports/import-jobs.js';
import { eventText, jobEvents } from '../imports/job-events.js';
import { addImport, addressOf } from './add-import.js';
import type { Reply } from '../reply.js';
import { decodeCursor, encodeCursor, PAGE } from './page.js';

const SHOWN_FINDINGS = 100;
const EVENT_HEADERS = { 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };

const isNumber = (id: string): boolean => /^\d+$/.test(id);

const notFound = (message: string): MarketWorthError => new MarketWorthError('BATCH_NOT_FOUND', message);

function jobOf(id: string, jobs: ImportJobs): ImportJob {
  const job = jobs.find(id);
  if (!job) throw notFound(`There is no import ${id}; jobs are forgotten an hour after their end.`);
  return job;
}

/** The number of the import that an id stands for. */
function numberOf(id: string, jobs: ImportJobs): number {
  if (isNumber(id)) return Number(id);
  const batch = jobOf(id, jobs).document().report?.batch;
  if (batch == null) throw notFound(`The import ${id} has not been committed.`);
  return batch;
}

async function firstFindings(findings: AsyncIterable<readonly Finding[]>): Promise<Finding[]> {
  const first: Finding[] = [];
  for await (const chunk of findings) {
    first.push(...chunk.slice(0, SHOWN_FINDINGS - first.length));
    if (first.length === SHOWN_FINDINGS) break;
  }
  return first;
}

async function* rejectsOf(id: number, context: AppContext): AsyncGenerator<string> {
  const { batch, findings } = await showImport(id, context);
  yield rejectsHeader(batch.columns);
  for await (const chunk of findings) yield rejectsRows(chunk, batch.columns);
}

function rejectsReply(id: number | string, stream: AsyncIterable<string>): Reply {
  const name = `import-${id}-rejects.csv`;
  const headers = { 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' };
  return { stream, type: 'text/csv; charset=utf-8', headers };
}

/** The only event of an import that was committed before. */
async function* doneBefore(id: number, rows: number): AsyncGenerator<string> {
  const job = {
    id: String(id),
    state: 'done',
    rows,
    bytes: 0,
    totalBytes: null,
    report: null,
    problem: null,
  };
  yield await Promise.resolve(eventText('done', job));
}

export const importHandlers = {
  addImport,
  listImports: async ({ query, context }) => {
    const limit = query.limit ?? PAGE;
    const before =
      query.cursor === undefined ? Infinity : Number(decodeCursor(query.cursor, /^\d{1,15}$/)[0]);
    const found = (await listImports(context)).filter(({ id }) => id < before).reverse();
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      status: 200,
      json: { items, next: found.length > limit && last ? encodeCursor(String(last.id)) : null },
    };
  },
  readImport: async ({ params: { id }, context }, { jobs }) => {
    if (!isNumber(id)) return { status: 200, json: jobOf(id, jobs).document() };
    const { batch, findings } = await showImport(Number(id), context);
    return { status: 200, json: { ...batch, findings: await firstFindings(findings) } };
  },
  importEvents: async ({ params: { id }, context }, { jobs }) => {
    const events = { type: 'text/event-stream', headers: EVENT_HEADERS };
    if (!isNumber(id)) return { ...events, stream: jobEvents(jobOf(id, jobs)) };
    const { batch } = await showImport(Number(id), context);
    return { ...events, stream: doneBefore(batch.id, batch.counts.rows) };
  },
  importRejects: async ({ params: { id }, context }, { jobs }) => {
    if (!isNumber(id)) {
      const { rejects } = jobOf(id, jobs);
      if (rejects.some) return rejectsReply(id, rejects.read());
    }
    const number = numberOf(id, jobs);
    await showImport(number, context);
    return rejectsReply(number, rejectsOf(number, context));
  },
  undoImport: async ({ params: { id }, context }, { jobs }) => {
    if (!isNumber(id)) {
      const job = jobOf(id, jobs);
      if (job.running) {
        job.stop();
        return { status: 202, json: job.document(), headers: { Location: addressOf(id) } };
      }
    }
    return { status: 200, json: await undoImport(numberOf(id, jobs), context) };
  },
} satisfies Partial<Handlers>;
