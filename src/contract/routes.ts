import type { RouteContract } from './route.js';
import { importRoutes } from './routes/imports.js';
import { journalRoutes } from './routes/journal.js';
import { marketRoutes } from './routes/market.js';
import { serviceRoutes } from './routes/service.js';

/** Every route there is, by its operation. */
export const routes = { ...marketRoutes, ...importRoutes, ...journalRoutes, ...serviceRoutes } as const;

export type Operation = keyof typeof routes;

/** The routes as a list, in the order of the document. */
export const routeList: readonly RouteContract[] = Object.values(routes);
