import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Operation } from '../contract/routes.js';

/** What the server knows of a request beside what it carries. */
export interface RequestFacts {
  /** Names the request in the log and in problem documents. */
  readonly id: string;
  readonly began: number;
  operation: Operation | 'none';
  /** The error code it was answered with. */
  code?: string;
}

const ID = /^[\w-]{1,64}$/;
const facts = new WeakMap<IncomingMessage, RequestFacts>();

/** The facts of a request, made at the first asking; an `X-Request-Id` that it carries is kept. */
export function factsOf(request: IncomingMessage): RequestFacts {
  const known = facts.get(request);
  if (known) return known;
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ID.test(given) ? given : randomUUID();
  const made: RequestFacts = { id, began: performance.now(), operation: 'none' };
  facts.set(request, made);
  return made;
}
