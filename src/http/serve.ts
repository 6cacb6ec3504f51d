import type { DestinationStream } from 'pino';
import type { AppContext } from '../app/context.js';
import { createMarketSource } from '../app/market-source.js';
import { isLoopbackAddress } from './access/loopback.js';
import { createHttpApi } from './http-api.js';
import { startServer } from './server.js';
import { checkStart, type StartSettings } from './start-rules.js';

export interface ServeSettings extends StartSettings {
  /** 0 takes any that is free. */
  readonly port: number;
}

export interface ServeTools {
  readonly context: AppContext;
  readonly version: string;
  readonly log: DestinationStream;
  /** Told where the server listens. */
  readonly announce: (url: string) => Promise<void>;
  /** Resolves when the server is to stop. */
  readonly told: Promise<void>;
}

/** Serves the API until it is told to stop. Fails with USAGE where it must not or cannot start. */
export async function serve(settings: ServeSettings, tools: ServeTools): Promise<void> {
  const { context, version, log, announce, told } = tools;
  await checkStart(settings, context);
  const api = createHttpApi({
    context,
    market: (options) => createMarketSource(context, options),
    access: { boundToLoopback: isLoopbackAddress(settings.host), oidc: settings.oidc },
    version,
    log,
  });
  const server = await startServer(api, settings);
  await announce(server.url);
  // What does not load now is tried again by the first who asks; `/readyz` tells until then.
  api.warm().catch(() => undefined);
  await told;
  await server.stop();
}
