import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { errorTable, type ErrorCode } from '../core/errors.js';
import { problemSchema } from './problem.js';
import { problemsOf, type ReplyContract, type RouteContract } from './route.js';
import { routeList } from './routes.js';

type Path = Parameters<OpenAPIRegistry['registerPath']>[0];
type Replies = Path['responses'];

const PROBLEM_TYPE = 'application/problem+json';

/** A schema would be that of one event, of which OpenAPI 3.1 knows nothing. */
const EVENTS = 'text/event-stream';

/** The version of the API, not of the program. */
const API_VERSION = '1.0.0';

const promise = [
  'What this version promises: within v1 no field changes its name, its unit or its meaning, none goes away, and no',
  'parameter becomes needed. New fields, new optional parameters and new error codes may be added, so a client passes',
  'over what it does not know. Cursors and ETags are opaque. Money is in major units of the currency named beside it, a',
  'percentile is 0-100, a date has no zone.',
].join(' ');

function reply({ description, schema, type, headers = {} }: ReplyContract): Replies[string] {
  const content = schema
    ? { 'application/json': { schema } }
    : type
      ? { [type]: type === EVENTS ? {} : { schema: { type: 'string' as const } } }
      : undefined;
  const documented = Object.entries(headers).map(([name, about]) => [
    name,
    { description: about, schema: { type: 'string' as const } },
  ]);
  return {
    description,
    ...(content ? { content } : {}),
    ...(documented.length > 0 ? { headers: Object.fromEntries(documented) as Record<string, never> } : {}),
  };
}

/** One answer a status, naming the codes that it stands for. */
function problemReplies(route: RouteContract): Replies {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of problemsOf(route)) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${errorTable[code].title}.`).join(' '),
        content: { [PROBLEM_TYPE]: { schema: problemSchema } },
      },
    ]),
  );
}

function replies(route: RouteContract): Replies {
  const good = Object.entries(route.replies).map(([status, contract]) => [status, reply(contract)] as const);
  const problems = problemReplies(route);
  const both = good.map(([status, answer]) => {
    const problem = problems[status];
    if (problem === undefined) return [status, answer] as const;
    const content = {
      ...(answer as { content?: object }).content,
      ...(problem as { content?: object }).content,
    };
    return [status, { ...answer, content }] as const;
  });
  return { ...problems, ...Object.fromEntries(both) } as Replies;
}

function requestBody({ body }: RouteContract): object {
  if (!body) return {};
  const schema = body.kind === 'json' ? body.schema : { type: 'string' as const, format: 'binary' };
  const content = Object.fromEntries(body.types.map((type) => [type, { schema, example: body.example }]));
  return { body: { required: true, content } };
}

function headerParameters({ headers = {} }: RouteContract): object[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));
}

function pathOf(route: RouteContract): Path {
  const { method, path, operation, summary, description, access, params, query } = route;
  return {
    method,
    path,
    operationId: operation,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(access === 'open'
      ? { security: [] }
      : { description: [description, `Role: ${access}.`].filter(Boolean).join(' ') }),
    request: { ...(params ? { params } : {}), ...(query ? { query } : {}), ...requestBody(route) },
    parameters: headerParameters(route) as never[],
    responses: replies(route),
  };
}

/** The OpenAPI 3.1 document of the whole API, made from the schemas that check it. */
export function openApiDocument(): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      'An access token (`market-worth token create`) or a token of the identity provider that is set up. None is needed on the machine that the server runs on, when it listens there alone.',
  });
  for (const route of routeList) registry.registerPath(pathOf(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'market-worth',
      version: API_VERSION,
      description: promise,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
  });
}
