import type { Express, Request, Response } from 'express';
import type { MarketSource } from '../app/market-answers.js';
import { MarketWorthError } from '../core/errors.js';
import { covers } from '../domain/access-token.js';
import type { RouteContract } from '../contract/route.js';
import { routes, type Operation } from '../contract/routes.js';
import type { Caller } from './access/caller.js';
import type { Call, HttpEnvironment } from './environment.js';
import { handlers } from './handlers/handlers.js';
import { count, type RateLimits } from './rate-limit.js';
import { jsonReader } from './read-json.js';
import { parameterReader, queryReader, refuseUnknown } from './read-parameters.js';
import { sendReply, type Reply } from './reply.js';
import { factsOf } from './request-facts.js';
import { TimeLimit } from './time-limit.js';

/** What lets requests in. */
export interface Gate {
  readonly callerOf: (request: Request) => Promise<Caller>;
  readonly limits: RateLimits;
}

const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

async function letIn(route: RouteContract, request: Request, gate: Gate): Promise<Caller | undefined> {
  if (route.access === 'open') return undefined;
  let caller: Caller;
  try {
    caller = await gate.callerOf(request);
  } catch (error) {
    const refused = error instanceof MarketWorthError && error.code === 'TOKEN_REFUSED';
    if (refused) await count(gate.limits.refusals, request.socket.remoteAddress ?? 'unknown');
    throw error;
  }
  if (caller.limitedAs !== null) await count(gate.limits.requests, caller.limitedAs);
  if (!covers(caller.role, route.access)) {
    throw new MarketWorthError(
      'ACCESS_DENIED',
      `The token's role is ${caller.role}; this needs ${route.access}. Ask whoever runs this server.`,
    );
  }
  return caller;
}

type Reader = (request: Request, response: Response) => Promise<Pick<Call, 'params' | 'query' | 'body'>>;

function readerOf(route: RouteContract, environment: HttpEnvironment): Reader {
  const params = route.params && parameterReader(route.params);
  const query = route.query
    ? queryReader(route.query)
    : (request: Request): undefined => {
        refuseUnknown(Object.keys(request.query), [], 'QUERY_INVALID');
      };
  const body = route.body?.kind === 'json' ? jsonReader(route.body, environment.settings) : undefined;
  return async (request, response) =>
    ({
      params: params?.(request.params),
      query: query(request),
      body: await body?.(request, response),
    }) as Pick<Call, 'params' | 'query' | 'body'>;
}

/** Where pay is shared only the owner on this machine, who has the store itself, is answered by the full engine. */
function marketFor(caller: Caller | undefined, { engine, shared }: HttpEnvironment): MarketSource {
  return caller?.isOwner === true ? engine : (shared ?? engine);
}

/** Imports have limits of their own; everything else is answered in time or not at all. */
function timeLimit({ settings }: HttpEnvironment): TimeLimit {
  const { answerMs } = settings;
  const late = (): MarketWorthError =>
    new MarketWorthError('ANSWER_TOO_SLOW', `No answer within ${answerMs / 1000} s. Try again later.`);
  return new TimeLimit(answerMs, late);
}

function mountRoute(
  app: Express,
  operation: Operation,
  gate: Gate,
  limit: TimeLimit,
  environment: HttpEnvironment,
): void {
  const route: RouteContract = routes[operation];
  const read = readerOf(route, environment);
  const handle = handlers[operation];
  const isTimed = route.body?.kind !== 'file';
  app[route.method](expressPath(route.path), async (request, response) => {
    factsOf(request).operation = operation;
    const { context } = environment;
    const answer = async (): Promise<Reply> => {
      const caller = await letIn(route, request, gate);
      const given = await read(request, response);
      const isOther = caller !== undefined && caller.person !== context.person;
      const as = isOther ? { ...context, person: caller.person } : context;
      const market = marketFor(caller, environment);
      const call: Call = { ...given, caller, context: as, market, request, response };
      // What the schemas of this very operation let through is what its handler takes.
      return handle(call as never, environment);
    };
    const limited = <Value>(value: Promise<Value>): Promise<Value> => (isTimed ? limit.keep(value) : value);
    await sendReply(request, response, await limited(answer()), limited);
  });
}

/** Says which methods an address takes to those who try another. */
function mountRefusals(app: Express): void {
  const paths = new Map<string, string[]>();
  for (const { path, method } of Object.values(routes)) paths.set(path, [...(paths.get(path) ?? []), method]);
  for (const [path, methods] of paths) {
    const allow = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    app.all(expressPath(path), (request) => {
      const message = `${request.method} is not taken here. Expected ${allow.join(', ')}.`;
      throw new MarketWorthError('METHOD_NOT_ALLOWED', message, { allow: allow.join(', ') });
    });
  }
  app.use(() => {
    throw new MarketWorthError(
      'ROUTE_NOT_FOUND',
      'There is nothing at this address. /docs lists what there is.',
    );
  });
}

/** Serves every route of the contract, and refuses everything else. Failures are passed on. */
export function mountRoutes(app: Express, gate: Gate, environment: HttpEnvironment): void {
  const limit = timeLimit(environment);
  for (const operation of Object.keys(routes) as Operation[])
    mountRoute(app, operation, gate, limit, environment);
  mountRefusals(app);
}
