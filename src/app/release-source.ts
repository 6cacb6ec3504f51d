import { protectsAs, type ReleasePreset } from '../domain/release.js';
import { ReleasedAnswers } from '../market/shared/released-answers.js';
import type { AppContext } from './context.js';
import type { MarketAnswers, MarketSource } from './market-answers.js';

/** The part of the context that shared answers are given: no store, so no offer, is within their reach. */
type Tools = Pick<AppContext, 'policy' | 'vocabulary'>;

/** What is kept of the releases of a store. */
export interface ReleaseShelf {
  releaseHash(): Promise<string | null>;
  release: AppContext['store']['release'];
}

/**
 * Answers from the release that a store keeps; a new one is taken up with the next question. One of a preset that
 * protects less than is asked for here counts as none.
 */
export function createReleaseSource(
  shelf: ReleaseShelf,
  preset: ReleasePreset,
  { policy, vocabulary }: Tools,
): MarketSource {
  const tools = { policy, familyOf: (role: string): string | null => vocabulary.familyOf(role) };
  let current: { readonly hash: string | null; readonly answers: MarketAnswers } | undefined;
  return async () => {
    const hash = await shelf.releaseHash();
    if (current?.hash === hash) return current.answers;
    const kept = hash === null ? null : await shelf.release();
    const fits = kept !== null && protectsAs(kept.release.preset, preset);
    const answers = new ReleasedAnswers(fits ? kept.release : null, tools);
    current = { hash: kept?.release.hash ?? null, answers };
    return answers;
  };
}
