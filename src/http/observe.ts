import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';
import { factsOf } from './request-facts.js';

/** Frames of a stack without its message, which may hold what a person sent. */
function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

/** Logs a defect: its kind and place, not its message. One that no request met has no id. */
export function logDefect(log: Logger, thrown: unknown, id?: string): void {
  const error = thrown instanceof Error ? thrown : new Error(typeof thrown);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  log.error({ id, kind: error.name, code, frames: framesOf(error) }, 'defect');
}

/**
 * Names every request, counts it and logs it when it is answered: by its route, never by its address, which may hold
 * a pay.
 */
export function observe(
  log: Logger,
  metrics: Metrics,
): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const facts = factsOf(request);
    response.setHeader('X-Request-Id', facts.id);
    response.once('close', () => {
      const ms = Math.round((performance.now() - facts.began) * 10) / 10;
      const { id, operation: route, code } = facts;
      // Whoever leaves before the end has seen no status.
      const status = response.writableFinished ? String(response.statusCode) : 'left';
      metrics.answered(route, status, ms);
      log.info({ id, method: request.method, route, status, code, ms }, 'request');
    });
    next();
  };
}
