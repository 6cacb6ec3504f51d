import type { Handlers } from '../environment.js';
import { importHandlers } from './imports.js';
import { journalHandlers } from './journal.js';
import { marketHandlers } from './market.js';
import { serviceHandlers } from './service.js';

/** What answers each operation of the contract. */
export const handlers: Handlers = {
  ...marketHandlers,
  ...importHandlers,
  ...journalHandlers,
  ...serviceHandlers,
};
