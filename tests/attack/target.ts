import type { Entry } from '../../src/domain/entry.js';
import type { WorthAnswer } from '../../src/domain/estimate.js';
import type { ReleaseLedger, ReleasePreset } from '../../src/domain/release.js';
import type { WorthQuery } from '../../src/domain/worth-query.js';
import { answersOf, releaseOf } from '../market/release/some-release.js';
import { marketOf, query } from '../market/some-market.js';

/** What an attacker can ask. */
export interface Target {
  ask(fields?: Partial<WorthQuery>): WorthAnswer;
}

/** Something to attack: what it answers before and after offers arrive. */
export type OpenTarget = (first: readonly Entry[], later: readonly Entry[]) => Promise<[Target, Target]>;

/** The full engine, as one's own store has it. */
export const engine: OpenTarget = async (first, later) => {
  const open = async (entries: readonly Entry[]): Promise<Target> => {
    const market = await marketOf(entries);
    return { ask: (fields) => market.estimate(query(fields)) };
  };
  const before = await open(first);
  return [before, later.length === 0 ? before : await open([...first, ...later])];
};

/** A shared store that makes a release before and after. */
export function shared(preset: ReleasePreset): OpenTarget {
  return async (first, later) => {
    const open = async (
      entries: readonly Entry[],
      before: ReleaseLedger | null,
    ): Promise<[Target, ReleaseLedger]> => {
      const made = await releaseOf(entries, { preset, before });
      const answers = answersOf(made);
      return [{ ask: (fields) => answers.estimate(query(fields)) }, made.ledger];
    };
    const [before, ledger] = await open(first, null);
    return [before, later.length === 0 ? before : (await open([...first, ...later], ledger))[0]];
  };
}
