import { z } from 'zod';
import type { RouteContract } from '../route.js';

const readySchema = z
  .strictObject({
    ready: z.boolean(),
    store: z.boolean().meta({ description: 'Whether the store can be reached.' }),
    market: z
      .boolean()
      .meta({ description: 'Whether offers are loaded, so that questions are answered at once.' }),
  })
  .meta({ id: 'Readiness', description: 'Whether the server can do its work.' });

/** Beside the API: for whoever runs the server, and for readers of its contract. */
export const serviceRoutes = {
  healthz: {
    operation: 'healthz',
    method: 'get',
    path: '/healthz',
    summary: 'Whether the process is alive',
    access: 'open',
    replies: {
      200: { description: 'It is.', schema: z.strictObject({ alive: z.literal(true), version: z.string() }) },
    },
    problems: [],
  },
  readyz: {
    operation: 'readyz',
    method: 'get',
    path: '/readyz',
    summary: 'Whether the server can do its work',
    access: 'open',
    replies: {
      200: { description: 'It can.', schema: readySchema },
      503: { description: 'It cannot, and what is missing.', schema: readySchema },
    },
    problems: [],
  },
  metrics: {
    operation: 'metrics',
    method: 'get',
    path: '/metrics',
    summary: 'Figures about the server, for Prometheus',
    access: 'admin',
    replies: { 200: { description: 'The figures.', type: 'text/plain' } },
    problems: [],
  },
  openapi: {
    operation: 'openapi',
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    access: 'open',
    replies: {
      200: { description: 'The OpenAPI document.', schema: z.looseObject({ openapi: z.string() }) },
    },
    problems: [],
  },
  docs: {
    operation: 'docs',
    method: 'get',
    path: '/docs',
    summary: 'This document, to read',
    access: 'open',
    replies: { 200: { description: 'A page that needs nothing from elsewhere.', type: 'text/html' } },
    problems: [],
  },
} as const satisfies Record<string, RouteContract>;
