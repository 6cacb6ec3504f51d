import type { Worker } from 'node:worker_threads';
import type { AppContext } from '../app/context.js';
import { makeStoreRelease, type ReleaseReport } from '../app/make-release.js';
import { releaseByThread } from '../app/release-by-thread.js';
import { isOfToday, protectsAs, type Release, type ReleasePreset } from '../domain/release.js';

const HOUR_MS = 3_600_000;
const LOOK_MS = 60_000;

const publishesNothing = ({ pools, skills }: Release): boolean =>
  pools.length === 0 && Object.values(skills).every((figures) => figures.length === 0);

/** What is known of the release that a store keeps. */
interface Known {
  readonly hash: string;
  readonly preset: ReleasePreset;
  readonly made: number;
  /** Whether it publishes nothing at all. */
  readonly empty: boolean;
}

/** Does work, by its name, in one process of a store at a time; fails with STORE_BUSY where another takes too long. */
export type Alone = (name: string, work: () => Promise<void>) => Promise<void>;

/** Keeps the release of a store up to date while a server runs. Processes that share a store make it once. */
export class ReleaseSchedule {
  #known: Known | undefined;
  /** The sequence number at which the offers were last found to be too few for anything. */
  #tried = -1;
  #timer: NodeJS.Timeout | undefined;
  #coming: Promise<void> | undefined;
  #thread: Worker | undefined;

  constructor(
    private readonly preset: ReleasePreset,
    private readonly context: AppContext,
    private readonly alone: Alone = (_name, work) => work(),
  ) {}

  /**
   * Makes a release where it is due: there is none that protects as far as the preset, it is older than the policy allows, or it is empty and
   * there are other offers now. Where nothing was published before, a release can tell of no difference.
   */
  keepUp(): Promise<void> {
    return (this.#coming ??= this.#keepUp().finally(() => {
      this.#coming = undefined;
    }));
  }

  /** Looks every minute; what fails is told, and tried again the next time. */
  start(onFailure: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.keepUp().catch(onFailure), LOOK_MS);
    this.#timer.unref();
  }

  /** Looks no more; a release that is being made is left to the next server. */
  stop(): void {
    clearInterval(this.#timer);
    this.#thread?.unref();
  }

  async #keepUp(): Promise<void> {
    if (!(await this.#isDue())) return;
    await this.alone('release', async () => {
      // Who has waited finds the one that another process has made.
      if (await this.#isStillDue()) await this.#make();
    });
  }

  /** By a thread where there can be one: a release of many offers takes long. */
  #make(): Promise<ReleaseReport> {
    const { openReleaseThread } = this.context;
    if (!openReleaseThread) return makeStoreRelease(this.preset, this.context);
    this.#thread = openReleaseThread(this.preset);
    return releaseByThread(this.#thread);
  }

  async #isDue(): Promise<boolean> {
    const { store } = this.context;
    if (this.#known === undefined || this.#known.hash !== (await store.releaseHash())) await this.#look();
    // Another process may have made the same figures again.
    if (this.#isOld()) await this.#look();
    if (this.#lacks()) return true;
    if (!this.#known!.empty) return false;
    const sequence = await store.sequence();
    const changed = sequence !== this.#tried;
    this.#tried = sequence;
    return changed;
  }

  /** Whether it is due after all that was waited for; one that was empty is made again unless another is there. */
  async #isStillDue(): Promise<boolean> {
    const before = this.#known?.hash;
    await this.#look();
    return this.#lacks() || (this.#known!.empty && this.#known!.hash === before);
  }

  /** Whether there is no release that protects far enough and is new enough. */
  #lacks(): boolean {
    return !this.#known || !protectsAs(this.#known.preset, this.preset) || this.#isOld();
  }

  #isOld(): boolean {
    const { policy, now } = this.context;
    return this.#known !== undefined && now() - this.#known.made >= policy.release.everyHours * HOUR_MS;
  }

  async #look(): Promise<void> {
    const kept = await this.context.store.release();
    this.#known =
      kept && isOfToday(kept.release)
        ? {
            hash: kept.release.hash,
            preset: kept.release.preset,
            made: Date.parse(kept.made),
            empty: publishesNothing(kept.release),
          }
        : undefined;
  }
}
