import { isOfToday, protectsAs, type ReleasePreset } from '../domain/release.js';
import { ReleasedAnswers } from '../market/shared/released-answers.js';
import type { AppContext } from './context.js';
import type { MarketAnswers, MarketSource } from './market-answers.js';

/** What shared answers are given beside a release: no store, so no offer, is within their reach. */
type Tools = Pick<AppContext, 'policy' | 'vocabulary'>;

/** The answers of a release, those about skills apart. */
function sharedAnswers(released: ReleasedAnswers): MarketAnswers {
  return {
    dataVersion: released.dataVersion,
    knows: (role) => released.knows(role),
    estimate: (query) => released.estimate(query),
    percentile: (query, percentile) => released.percentile(query, percentile),
    skills: {
      compareSkills: (query) => released.compareSkills(query),
      demand: (query) => released.demand(query),
      middle: (query) => released.middle(query),
      passRates: (query) => released.passRates(query),
      whyNothing: (role) => released.whyNothing(role),
      nearest: (role) => released.nearest(role),
    },
  };
}

/**
 * Answers from the release that a store keeps; a new one is taken up with the next question. One of a preset that
 * protects less than is asked for here counts as none.
 */
export function createReleaseSource(
  store: Pick<AppContext['store'], 'releaseHash' | 'release'>,
  preset: ReleasePreset,
  { policy, vocabulary }: Tools,
): MarketSource {
  const tools = { policy, familyOf: (role: string): string | null => vocabulary.familyOf(role) };
  let current: { readonly hash: string | null; readonly answers: MarketAnswers } | undefined;
  return async () => {
    const hash = await store.releaseHash();
    if (current?.hash === hash) return current.answers;
    const kept = hash === null ? null : await store.release();
    const fits = kept !== null && isOfToday(kept.release) && protectsAs(kept.release.preset, preset);
    const released = new ReleasedAnswers(fits ? kept.release : null, tools);
    const answers = sharedAnswers(released);
    current = { hash: kept?.release.hash ?? null, answers };
    return answers;
  };
}
