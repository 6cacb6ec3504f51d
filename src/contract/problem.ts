import { z } from 'zod';
import { errorTable, type ErrorCode } from '../core/errors.js';

export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/**
 * Every failure over HTTP: a problem document (RFC 9457), `application/problem+json`. `code` is stable and made for
 * programs; `detail` says what was found, what was expected and what to do. Further facts may stand beside them.
 */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(errorCodes),
    detail: z.string(),
    /** Names the request in the server's log. */
    requestId: z.string(),
  })
  .meta({
    id: 'Problem',
    description:
      'What went wrong (RFC 9457). `code` is stable and made for programs; `detail` says what was found, what was expected and what to do. Further facts may stand beside them.',
  });
