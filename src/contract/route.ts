import type { z } from 'zod';
import type { ErrorCode } from '../core/errors.js';
import type { Role } from '../domain/access-token.js';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export type Method = (typeof methods)[number];

/** A body that a route takes: JSON that is read as a whole, or a file that is streamed. */
export type BodyContract =
  | {
      readonly kind: 'json';
      readonly types: readonly string[];
      readonly schema: z.ZodType;
      readonly example: unknown;
    }
  | { readonly kind: 'file'; readonly types: readonly string[]; readonly example: string };

/** A good answer of a route: JSON of a schema, text of a media type, or nothing. */
export interface ReplyContract {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
  /** Headers that tell something, and what. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One route, as it is served, checked, documented and tested. `example` holds values that make a request which succeeds
 * on a store with the example's data; `needs` names what has to be there first.
 */
export interface RouteContract {
  readonly operation: string;
  readonly method: Method;
  /** With parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** The least role that may call it; `open` asks for none. */
  readonly access: Role | 'open';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodyContract;
  /** Request headers with a meaning of their own here, and which. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly replies: Readonly<Record<number, ReplyContract>>;
  /** Failures beside those that every route can have. */
  readonly problems: readonly ErrorCode[];
}

/** Failures that any request can meet. */
export const commonProblems = [
  'QUERY_INVALID',
  'HEADERS_TOO_LARGE',
  'RATE_LIMITED',
  'STORE_UNREACHABLE',
  'STORE_NEWER',
  'STORE_BUSY',
  'ANSWER_TOO_SLOW',
  'SERVER_BUSY',
  'DEFECT',
] as const satisfies readonly ErrorCode[];

const accessProblems = [
  'TOKEN_NEEDED',
  'TOKEN_REFUSED',
  'ACCESS_DENIED',
  'IDENTITY_UNREACHABLE',
] as const satisfies readonly ErrorCode[];

const bodyProblems = [
  'BODY_INVALID',
  'BODY_TYPE_UNKNOWN',
  'BODY_TOO_LARGE',
  'BODY_TOO_SLOW',
] as const satisfies readonly ErrorCode[];

/** Every failure that a route can answer with. */
export function problemsOf(route: RouteContract): readonly ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      ...route.problems,
      ...commonProblems,
      ...(route.access === 'open' ? [] : accessProblems),
      ...(route.body ? bodyProblems : []),
    ]),
  ];
}
