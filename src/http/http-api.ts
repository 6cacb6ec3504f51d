import type { RequestListener } from 'node:http';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { pino, type DestinationStream } from 'pino';
import type { AppContext } from '../app/context.js';
import type { MarketSource } from '../app/market-answers.js';
import type { MarketSourceOptions } from '../app/market-source.js';
import { MarketWorthError } from '../core/errors.js';
import { createAccess, type AccessSettings } from './access/access.js';
import { AnswerCache } from './answer-cache.js';
import type { HttpEnvironment } from './environment.js';
import { ImportJobs } from './imports/import-jobs.js';
import { Metrics } from './metrics.js';
import { mountRoutes } from './mount-routes.js';
import { logDefect, observe } from './observe.js';
import { memoryLimits, type RateLimits } from './rate-limit.js';
import { factsOf } from './request-facts.js';
import { securityHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';
import { defaultSettings, type HttpSettings } from './settings.js';

export interface HttpApiOptions {
  /** As the store's owner. */
  readonly context: AppContext;
  /** The full engine: what questions are answered from, unless pay is shared. */
  readonly market: (options: MarketSourceOptions) => MarketSource;
  /** Where pay is shared: what everyone's questions are answered from, but those of the owner on this machine. */
  readonly shared?: MarketSource | undefined;
  readonly access: AccessSettings;
  readonly version: string;
  /** Where log lines go, as JSON. */
  readonly log: DestinationStream;
  readonly settings?: Partial<HttpSettings>;
  /** Counters that several processes share; without them each process counts its own. */
  readonly limits?: RateLimits;
}

/** The API, ready to be served. */
export interface HttpApi {
  readonly listener: RequestListener;
  readonly settings: HttpSettings;
  /** Loads what questions are answered from, so that the first need not wait. */
  warm(): Promise<void>;
  /** Logs a defect of what goes on beside requests, under its name. */
  readonly onDefect: (error: unknown, of: string) => void;
  /** Takes no more files; imports that go on end, or are stopped after the grace. */
  stop(): Promise<void>;
}

/** Sets the headers that all answers have, and compresses those for who can read that; others are spared the work. */
function prepared(): RequestHandler {
  const headers = securityHeaders();
  const compress = compression({ threshold: 1024 });
  return (request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.headers['accept-encoding'] !== undefined) {
      compress(request, response, next);
      return;
    }
    response.setHeader('Vary', 'Accept-Encoding');
    next();
  };
}

function createExpress({ log, metrics }: HttpEnvironment): Express {
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('case sensitive routing', true);
  app.use(observe(log, metrics));
  app.use(prepared());
  return app;
}

function createEnvironment(
  options: HttpApiOptions,
  settings: HttpSettings,
  stopping: () => boolean,
): HttpEnvironment {
  const { context, version, log } = options;
  const metrics = new Metrics();
  const logger = pino({ base: null }, log);
  const market = options.market({
    patienceMs: settings.patienceMs,
    onBuilt: ({ offers }, milliseconds) => {
      metrics.built(offers, milliseconds);
    },
    onFailed: (error) => {
      logDefect(logger, error);
    },
  });
  const jobs = new ImportJobs(settings.maxImports, settings.importMs);
  return {
    context,
    engine: market,
    shared: options.shared,
    answers: new AnswerCache(),
    jobs,
    metrics,
    settings,
    log: logger,
    version,
    stopping,
  };
}

/** Puts the API together over a store. */
export function createHttpApi(options: HttpApiOptions): HttpApi {
  const settings = { ...defaultSettings, ...options.settings };
  let stopping = false;
  const environment = createEnvironment(options, settings, () => stopping);
  const app = createExpress(environment);
  const callerOf = createAccess(options.access, options.context);
  mountRoutes(app, { callerOf, limits: options.limits ?? memoryLimits(settings) }, environment);
  return {
    listener: (request, response) => {
      app(request as Request, response as Response, (thrown: unknown) => {
        const error = sendProblem(thrown, request as Request, response as Response);
        if (!(error instanceof MarketWorthError)) logDefect(environment.log, error, factsOf(request).id);
      });
    },
    settings,
    warm: async () => {
      await (environment.shared ?? environment.engine)();
    },
    onDefect: (error, of) => {
      logDefect(environment.log, error, of);
    },
    stop: async () => {
      stopping = true;
      await environment.jobs.stop(settings.graceMs);
    },
  };
}
