import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { validate } from '../app/validate.js';
import type { BodyContract } from '../contract/route.js';
import { MarketWorthError } from '../core/errors.js';
import { refuseUnknown } from './read-parameters.js';
import type { HttpSettings } from './settings.js';
import { within } from '../core/within.js';

type JsonContract = Extract<BodyContract, { kind: 'json' }>;

/** Fails unless the body is of a type that a route takes. */
export function checkType(request: Request, types: readonly string[]): void {
  if (request.is([...types]) !== false && request.headers['content-type'] !== undefined) return;
  const found = request.headers['content-type'] ?? 'none';
  throw new MarketWorthError(
    'BODY_TYPE_UNKNOWN',
    `Content-Type: found ${found.slice(0, 100)}. Expected ${types.join(' or ')}.`,
  );
}

/** A reader of a route's JSON body. Fails with the codes of bodies. */
export function jsonReader(
  contract: JsonContract,
  settings: HttpSettings,
): (request: Request, response: Response) => Promise<unknown> {
  const { types, schema } = contract;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined;
  const parse: RequestHandler = express.json({ limit: settings.maxJsonBytes, type: () => true });
  const late = (): MarketWorthError =>
    new MarketWorthError('BODY_TOO_SLOW', `The body did not arrive within ${settings.bodyMs / 1000} s.`);
  return async (request, response) => {
    checkType(request, types);
    const parsed = new Promise<void>((resolve, reject) => {
      void parse(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error('the body cannot be parsed'));
      });
    });
    await within(settings.bodyMs, parsed, late);
    const body: unknown = request.body;
    if (body === undefined)
      throw new MarketWorthError('BODY_INVALID', 'Found no body. Expected a JSON object.');
    if (known && typeof body === 'object' && body !== null) {
      refuseUnknown(Object.keys(body), known, 'BODY_INVALID');
    }
    return validate(schema, body, 'BODY_INVALID');
  };
}
