import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { AppContext } from '../app/context.js';
import type { MarketSource } from '../app/market-answers.js';
import type { RouteContract } from '../contract/route.js';
import type { z } from 'zod';
import type { Operation, routes } from '../contract/routes.js';
import type { AnswerCache } from './answer-cache.js';
import type { Caller } from './access/caller.js';
import type { ImportJobs } from './imports/import-jobs.js';
import type { Metrics } from './metrics.js';
import type { Reply } from './reply.js';
import type { HttpSettings } from './settings.js';

/** What handlers work with beside the request. */
export interface HttpEnvironment {
  /** As the store's owner; a call carries the context of its caller. */
  readonly context: AppContext;
  /** The full engine. */
  readonly engine: MarketSource;
  /** Where pay is shared, what stands in its place for all but the owner on this machine. */
  readonly shared: MarketSource | undefined;
  /** Answers that were worked out. */
  readonly answers: AnswerCache;
  readonly jobs: ImportJobs;
  readonly metrics: Metrics;
  readonly settings: HttpSettings;
  readonly log: Logger;
  readonly version: string;
  /** Whether the server is about to stop. */
  readonly stopping: () => boolean;
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type BodyOf<Route> = Route extends { body: { kind: 'json'; schema: infer Schema } }
  ? Read<Schema>
  : undefined;

/** A request that was let in and found to be as its route says. */
export interface Call<Route = RouteContract> {
  readonly params: Read<Route extends { params: infer Schema } ? Schema : undefined>;
  readonly query: Read<Route extends { query: infer Schema } ? Schema : undefined>;
  readonly body: BodyOf<Route>;
  readonly caller: Caller | undefined;
  /** As the caller. */
  readonly context: AppContext;
  /** What this caller's questions are answered from. */
  readonly market: MarketSource;
  readonly request: Request;
  readonly response: Response;
}

/** What answers an operation. */
export type Handler<Name extends Operation> = (
  call: Call<(typeof routes)[Name]>,
  environment: HttpEnvironment,
) => Promise<Reply>;

/** A handler for every operation of the contract. */
export type Handlers = { readonly [Name in Operation]: Handler<Name> };
