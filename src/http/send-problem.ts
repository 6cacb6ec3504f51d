import type { Request, Response } from 'express';
import { problemOf, type Problem } from '../core/errors.js';
import { factsOf } from './request-facts.js';
import { understoodError } from './understood-error.js';

/** How long what is left of a refused body is still read, so that the client gets to see the answer. */
const DISCARD_MS = 5000;
const RETRY_SECONDS = 5;

function discardBody(request: Request): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.socket.destroy(), DISCARD_MS).unref();
  request.once('close', () => {
    clearTimeout(timer);
  });
  request.on('data', () => undefined).resume();
}

function setHeaders(response: Response, { status, code, retryAfterSeconds, allow }: Problem): void {
  if (status === 401) {
    const reason = code === 'TOKEN_REFUSED' ? ', error="invalid_token"' : '';
    response.set('WWW-Authenticate', `Bearer realm="market-worth"${reason}`);
  }
  if (status === 429 || status === 503) {
    response.set(
      'Retry-After',
      String(typeof retryAfterSeconds === 'number' ? retryAfterSeconds : RETRY_SECONDS),
    );
  }
  if (typeof allow === 'string') response.set('Allow', allow);
}

/** Answers a request with the problem document of what was thrown; gives the thrown value as it was understood. */
export function sendProblem(thrown: unknown, request: Request, response: Response): unknown {
  const error = understoodError(thrown);
  const facts = factsOf(request);
  const problem = { ...problemOf(error), requestId: facts.id };
  facts.code = problem.code;
  if (response.headersSent) {
    response.destroy();
    return error;
  }
  for (const name of ['ETag', 'Location', 'Content-Disposition']) response.removeHeader(name);
  setHeaders(response, problem);
  response.status(problem.status).type('application/problem+json').set('Cache-Control', 'no-store');
  const bytes = Buffer.from(JSON.stringify(problem));
  response.set('Content-Length', String(bytes.length)).end(bytes);
  discardBody(request);
  return error;
}
