import { LRUCache } from 'lru-cache';
import { MarketWorthError } from '../core/errors.js';
import type { BatchWriter, Store } from '../domain/ports.js';

/** How long what was read is remembered for when the store is away; a token revoked meanwhile opens for so long. */
const REMEMBERED_MS = 600_000;
const REMEMBERED = 10_000;
const PROBE_MS = 1000;

function isAway(thrown: unknown): thrown is MarketWorthError {
  return thrown instanceof MarketWorthError && thrown.code === 'STORE_UNREACHABLE';
}

/**
 * Says so after a while, once what has arrived meanwhile was read: this thread may have been at work all the time. Gives
 * what calls it off.
 */
function turnsAfter(limitMs: number, late: () => void): () => void {
  let isOff = false;
  const say = (): void => {
    if (!isOff) late();
  };
  const timer = setTimeout(() => setImmediate(() => setImmediate(say)), limitMs);
  return () => {
    isOff = true;
    clearTimeout(timer);
  };
}

/** How long what was read is good for others: no other process can end and be followed by a question sooner. */
const GOOD_MS = 5;

/** Asks once for all who want to know the same at about the same time; what this process writes ends that time. */
class SharedReads {
  private readonly asked = new Map<string, Promise<unknown>>();
  private began = 0;

  ask<Value>(name: string, question: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    if (now - this.began > GOOD_MS) this.forget();
    const known = this.asked.get(name) as Promise<Value> | undefined;
    if (known) return known;
    if (this.asked.size === 0) this.began = now;
    const answer = question();
    this.asked.set(name, answer);
    return answer;
  }

  forget(): void {
    this.asked.clear();
  }

  /** Waits for something that writes: what was read before it has ended is good no more. */
  async write<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      this.forget();
    }
  }

  /** A writer after whose commit all is read anew. */
  committing(writer: BatchWriter): BatchWriter {
    return {
      add: (candidates) => writer.add(candidates),
      addFindings: (findings) => writer.addFindings(findings),
      remove: (keys) => writer.remove(keys),
      settle: () => writer.settle(),
      commit: (counts, sha256) => this.write(() => writer.commit(counts, sha256)),
      abort: () => writer.abort(),
    };
  }
}

/** What a server knows of its store while the store does not answer. */
class Attention {
  /** What the last question failed of; undefined while the store answers. */
  private away: MarketWorthError | undefined;
  /** Questions that have waited longer than anyone should, and have not ended yet. */
  private readonly overdue = new Set<Promise<unknown>>();
  private readonly remembered = new LRUCache<string, { readonly value: unknown }>({
    max: REMEMBERED,
    ttl: REMEMBERED_MS,
  });

  constructor(
    private readonly store: Store,
    private readonly patienceMs: number,
  ) {}

  /** Asks the store, unless it is known to be away: then it fails at once as the last question did. */
  async ask<Value>(question: () => Promise<Value>): Promise<Value> {
    if (this.away !== undefined) throw this.away;
    try {
      return await question();
    } catch (error) {
      if (isAway(error)) this.leave(error);
      throw error;
    }
  }

  /** Asks, and fails with STORE_UNREACHABLE where the answer does not come in good time. */
  async askSoon<Value>(question: () => Promise<Value>): Promise<Value> {
    if (this.overdue.size > 0) throw this.late();
    const answer = this.ask(question);
    return new Promise((resolve, reject) => {
      const callOff = turnsAfter(this.patienceMs, () => {
        this.overdue.add(answer);
        reject(this.late());
      });
      const ended = (): void => {
        callOff();
        this.overdue.delete(answer);
      };
      answer.then(ended, ended);
      answer.then(resolve, reject);
    });
  }

  /** What the store says, or where it does not what it said last. */
  async remember<Value>(name: string, question: () => Promise<Value>): Promise<Value> {
    const known = this.remembered.get(name) as { readonly value: Value } | undefined;
    try {
      const value = await (known ? this.askSoon(question) : this.ask(question));
      this.remembered.set(name, { value });
      return value;
    } catch (error) {
      if (known && isAway(error)) return known.value;
      throw error;
    }
  }

  private late(): MarketWorthError {
    const { location } = this.store;
    const seconds = this.patienceMs / 1000;
    return new MarketWorthError(
      'STORE_UNREACHABLE',
      `${location}: no answer within ${seconds} s. Try again.`,
      {
        location,
      },
    );
  }

  private leave(error: MarketWorthError): void {
    const first = this.away === undefined;
    this.away = error;
    if (first) this.probe();
  }

  private probe(): void {
    setTimeout(() => {
      this.store.sequence().then(
        () => (this.away = undefined),
        () => {
          this.probe();
        },
      );
    }, PROBE_MS).unref();
  }
}

/** A store that what it said a moment ago may still be taken from. */
export interface AttentiveStore extends Store {
  /** To be told where something else of this process has written to the store: all is read anew. */
  readAnew(): void;
}

/**
 * A store as a server should see it, that may be away for a while: what fails fails at once from then on, until the store
 * is back, which is looked for every second. Tokens and profiles that were read lately are known without it.
 */
export function attentiveStore(store: Store, patienceMs: number): AttentiveStore {
  const attention = new Attention(store, patienceMs);
  const reads = new SharedReads();
  const remembered = <Value>(name: string, question: () => Promise<Value>): Promise<Value> =>
    reads.ask(name, () => attention.remember(name, question));
  const own: Partial<AttentiveStore> = {
    readAnew: () => {
      reads.forget();
    },
    sequence: () => reads.ask('sequence', () => attention.askSoon(() => store.sequence())),
    token: (hash) => remembered(`token ${hash}`, () => store.token(hash)),
    profile: (person) => remembered(`profile ${person}`, () => store.profile(person)),
    releaseHash: () => remembered('release hash', () => store.releaseHash()),
    release: () => attention.ask(() => store.release()),
    saveProfile: (person, profile) =>
      reads.write(() => attention.ask(() => store.saveProfile(person, profile))),
    openBatch: async (start) => reads.committing(await attention.ask(() => store.openBatch(start))),
    undo: (id) => reads.write(() => attention.ask(() => store.undo(id))),
    saveToken: (token) => reads.write(() => store.saveToken(token)),
    saveRelease: (kept, replaces) => reads.write(() => store.saveRelease(kept, replaces)),
    mapping: (name) => attention.ask(() => store.mapping(name)),
    batch: (id) => attention.ask(() => store.batch(id)),
    batches: () => attention.ask(() => store.batches()),
    changes: (since, most) => attention.ask(() => store.changes(since, most)),
    entry: (key) => attention.ask(() => store.entry(key)),
    entriesOf: (person, limit, after) => attention.ask(() => store.entriesOf(person, limit, after)),
  };
  return new Proxy(store as AttentiveStore, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
