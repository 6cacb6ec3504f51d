import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MarketWorthError } from '../core/errors.js';
import { isLoopbackAddress } from './access/loopback.js';
import type { HttpApi } from './http-api.js';
import { answerUnreadable } from './unreadable-request.js';
import { within } from '../core/within.js';

/** A server that takes requests. */
export interface RunningServer {
  readonly url: string;
  /** Takes no more requests, and lets those in flight end, imports too; after a grace they are cut off. */
  stop(): Promise<void>;
}

const HEADERS_MS = 10_000;
const KEEP_ALIVE_MS = 5000;
const IDLE_MS = 50;

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there. Choose another --port',
  EACCES: 'this user may not listen there. Choose a --port above 1023',
  EADDRNOTAVAIL: 'this machine has no such address. Choose another --host',
  ENOTFOUND: 'there is no such name. Choose another --host',
};

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      reject(new MarketWorthError('USAGE', `${host}:${port}: ${reason}.`, {}, { cause: error }));
    });
    server.listen(port, host, () => {
      resolve(server.address() as AddressInfo);
    });
  });
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A connection that is kept alive becomes idle when its request has been answered.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, IDLE_MS);
  await within(graceMs, closed, () => new Error('late')).catch(() => {
    server.closeAllConnections();
  });
  await closed;
  clearInterval(idle);
}

/**
 * Serves an API at an address. Fails with USAGE where it cannot listen there, and where a host that is to be this
 * machine alone turns out to be another.
 */
export async function startServer(
  api: HttpApi,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const { importMs, graceMs } = api.settings;
  const limits = { requestTimeout: importMs, headersTimeout: Math.min(HEADERS_MS, importMs) };
  const server = createServer({ ...limits, keepAliveTimeout: KEEP_ALIVE_MS }, api.listener);
  server.on('clientError', answerUnreadable);
  const { address, port: taken, family } = await listen(server, host, port);
  if (isLoopbackAddress(host) && !isLoopbackAddress(address)) {
    await close(server, 0);
    throw new MarketWorthError(
      'USAGE',
      `${host} is ${address}, which other machines can reach. Name the address.`,
    );
  }
  const shown = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${shown}:${taken}`,
    stop: async () => {
      // A running import keeps its request open; both have the same grace.
      await Promise.all([api.stop(), close(server, graceMs)]);
    },
  };
}
