import { z } from 'zod';
import {
  importBatchSchema,
  importDetailSchema,
  importJobSchema,
  importReportSchema,
} from '../import-report.js';
import { importParametersSchema, importTypes } from '../import-request.js';
import { pageOf, pageParameters } from '../page.js';
import type { RouteContract } from '../route.js';

/** A committed import has a number; one that goes on has a name of its own until then. */
export const importParams = z.strictObject({
  id: z
    .string()
    .regex(/^([1-9]\d{0,14}|job-[0-9a-f]{32})$/)
    .meta({ description: 'The number of an import, or the name of one that goes on.', example: '1' }),
});

const path = '/api/v1/imports/{id}';

export const importRoutes = {
  listImports: {
    operation: 'listImports',
    method: 'get',
    path: '/api/v1/imports',
    summary: 'What was imported, the newest first',
    access: 'admin',
    query: z.strictObject(pageParameters),
    replies: {
      200: { description: 'A page of imports; those taken back say so.', schema: pageOf(importBatchSchema) },
    },
    problems: [],
  },
  addImport: {
    operation: 'addImport',
    method: 'post',
    path: '/api/v1/imports',
    summary: 'Import offers and interview outcomes from a CSV file',
    description:
      'The body is the file itself, gzip allowed; it is streamed and may be large. One file is one import: all of its rows get a fate, or nothing is changed. The same file again adds nothing.',
    access: 'admin',
    query: importParametersSchema,
    headers: {
      Prefer: '`respond-async` answers 202 as soon as the file has arrived, and imports meanwhile.',
    },
    body: {
      kind: 'file',
      types: importTypes,
      example: 'role,pay,currency,period\nData Engineer,70000,EUR,year\n',
    },
    replies: {
      200: { description: 'What a dry run found.', schema: importReportSchema },
      201: {
        description: 'What the import did.',
        schema: importReportSchema,
        headers: { Location: 'The import.' },
      },
      202: {
        description: 'The file has arrived and is being imported.',
        schema: importJobSchema,
        headers: { Location: 'The import that goes on.' },
      },
    },
    problems: [
      'MAPPING_INVALID',
      'FILE_UNREADABLE',
      'FILE_EMPTY',
      'FILE_NOT_TEXT',
      'HEADER_INVALID',
      'COLUMNS_MISSING',
      'ROWS_REFUSED',
    ],
  },
  readImport: {
    operation: 'readImport',
    method: 'get',
    path,
    summary: 'One import, or one that goes on',
    access: 'admin',
    params: importParams,
    replies: {
      200: {
        description: 'The import, with the first rows that stayed outside; or how far it has come.',
        schema: z.union([importDetailSchema, importJobSchema]),
      },
    },
    problems: ['BATCH_NOT_FOUND'],
  },
  importEvents: {
    operation: 'importEvents',
    method: 'get',
    path: `${path}/events`,
    summary: 'How far an import has come, as it happens',
    description:
      'Server-sent events: `progress` while it goes on, then `done` with the report or `failed` with the problem, each a job as JSON; the stream ends there.',
    access: 'admin',
    params: importParams,
    replies: { 200: { description: 'The events.', type: 'text/event-stream' } },
    problems: ['BATCH_NOT_FOUND'],
  },
  importRejects: {
    operation: 'importRejects',
    method: 'get',
    path: `${path}/rejects.csv`,
    summary: 'The rows of an import that stayed outside, as CSV',
    description:
      'The original columns and the reasons; corrected, the file can be imported as it is. Those of a dry run are kept for an hour under the name of its job.',
    access: 'admin',
    params: importParams,
    replies: { 200: { description: 'The rows.', type: 'text/csv' } },
    problems: ['BATCH_NOT_FOUND'],
  },
  undoImport: {
    operation: 'undoImport',
    method: 'delete',
    path,
    summary: 'Take an import back, or stop one that goes on',
    description:
      'Its new rows go and what it replaced returns. One that goes on is stopped and leaves nothing.',
    access: 'admin',
    params: importParams,
    replies: {
      200: { description: 'The import that was taken back.', schema: importBatchSchema },
      202: { description: 'It is being stopped.', schema: importJobSchema },
    },
    problems: ['BATCH_NOT_FOUND', 'UNDO_REFUSED'],
  },
} as const satisfies Record<string, RouteContract>;
