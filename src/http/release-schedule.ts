import { makeStoreRelease } from '../app/make-release.js';
import type { AppContext } from '../app/context.js';
import type { ReleasePreset } from '../domain/release.js';

const HOUR_MS = 3_600_000;

/** Keeps the release of a store up to date while a server runs. */
export interface ReleaseSchedule {
  stop(): void;
}

async function isDue(preset: ReleasePreset, everyMs: number, { store, now }: AppContext): Promise<boolean> {
  const kept = await store.release();
  return kept?.release.preset !== preset || now() - Date.parse(kept.made) >= everyMs;
}

/**
 * Makes a release now where there is none of the preset or it is too old, and looks again as often as the policy says.
 * Processes that share a store make it once. What fails later is told to `onFailure` and tried again the next time.
 */
export async function startReleaseSchedule(
  preset: ReleasePreset,
  context: AppContext,
  onFailure: (error: unknown) => void,
): Promise<ReleaseSchedule> {
  const everyMs = context.policy.release.everyHours * HOUR_MS;
  const makeIfDue = async (): Promise<void> => {
    if (await isDue(preset, everyMs, context)) await makeStoreRelease(preset, context);
  };
  await makeIfDue();
  // Looked at more often than made, so that a store that another process made one of is not left behind for long.
  const timer = setInterval(() => void makeIfDue().catch(onFailure), everyMs / 24);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
