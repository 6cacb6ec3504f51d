import type { DestinationStream } from 'pino';
import { AnswerThreads } from '../app/answer-threads.js';
import type { AppContext } from '../app/context.js';
import { fitterOf, pricerOf } from '../app/fit-by-thread.js';
import { createMarketSource } from '../app/market-source.js';
import { createReleaseSource } from '../app/release-source.js';
import { isLoopbackAddress } from './access/loopback.js';
import { attentiveStore, type AttentiveStore } from './attentive-store.js';
import { createHttpApi, type HttpApi } from './http-api.js';
import { sharedLimits, type MakeLimiter } from './rate-limit.js';
import { ReleaseSchedule, type Alone } from './release-schedule.js';
import { startServer } from './server.js';
import { defaultSettings } from './settings.js';
import { checkStart, presetOf, type StartSettings } from './start-rules.js';

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
  /** Makes counters that the processes of a store share; where there are none, each counts its own. */
  readonly limiter?: MakeLimiter | undefined;
  /** Has work done by one process of a store at a time; where it is missing there is but one. */
  readonly alone?: Alone | undefined;
  /** Resolves when the server is to stop. */
  readonly told: Promise<void>;
}

/** How often the store is asked for what is new, so that it is loaded before anyone asks, unless it tells sooner. */
const FOLLOW_MS = 1000;

/** How files are imported by threads, whose stores are not the one that questions are asked of. */
function importing(
  { openImportThread }: AppContext,
  store: AttentiveStore,
): Pick<AppContext, 'openImportThread'> {
  if (!openImportThread) return {};
  return {
    openImportThread: (order) => {
      const thread = openImportThread(order);
      thread.once('exit', () => {
        store.readAnew();
      });
      return thread;
    },
  };
}

/** Loads what a store has, and what it has anew: at once where it tells of that. Gives what ends it. */
function follow(store: AttentiveStore, api: HttpApi): () => void {
  // What does not load now is tried again; `/readyz` tells until then.
  const load = (): void => {
    api.warm().catch(() => undefined);
  };
  load();
  const following = setInterval(load, FOLLOW_MS);
  const unfollow = store.onChange?.(() => {
    store.readAnew();
    load();
  });
  return () => {
    clearInterval(following);
    unfollow?.();
  };
}

/** Serves the API until it is told to stop. Fails with USAGE where it must not or cannot start. */
export async function serve(settings: ServeSettings, tools: ServeTools): Promise<void> {
  const { version, log, limiter, alone, announce, told } = tools;
  await checkStart(settings, tools.context);
  const store = attentiveStore(tools.context.store, defaultSettings.patienceMs);
  const context = { ...tools.context, store, ...importing(tools.context, store) };
  const preset = presetOf(settings);
  const fit = context.openFitThread && fitterOf(context.openFitThread);
  const price = context.openPremiumThread && pricerOf(context.openPremiumThread);
  const failed = (of: string) => (error: unknown) => {
    api.onDefect(error, of);
  };
  const threads = context.answerThreads && new AnswerThreads(context.answerThreads, failed('answers'));
  const api = createHttpApi({
    context,
    market: (options) => createMarketSource(context, { ...options, fit, price, threads }),
    ...(preset === 'open' ? {} : { shared: createReleaseSource(context.store, preset, context) }),
    access: { boundToLoopback: isLoopbackAddress(settings.host), oidc: settings.oidc },
    version,
    log,
    ...(limiter ? { limits: await sharedLimits(limiter, defaultSettings) } : {}),
  });
  const schedule = preset === 'open' ? undefined : new ReleaseSchedule(preset, context, alone);
  await schedule?.keepUp();
  const server = await startServer(api, settings);
  schedule?.start(failed('release'));
  await announce(server.url);
  const stopFollowing = follow(store, api);
  await told;
  stopFollowing();
  schedule?.stop();
  await server.stop();
  await threads?.end();
}
