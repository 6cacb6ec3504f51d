import type { Entry } from '../../src/domain/entry.js';
import type { ReleaseLedger, ReleasePreset } from '../../src/domain/release.js';
import type { WorthQuery } from '../../src/domain/worth-query.js';
import type { SkillAnswers } from '../../src/app/market-answers.js';
import { passRates } from '../../src/market/skills/rates.js';
import { answersOf, releaseOf } from '../market/release/some-release.js';
import { marketOf, query } from '../market/some-market.js';

type Compared = NonNullable<ReturnType<SkillAnswers['compareSkills']>>;
type Asked = NonNullable<ReturnType<SkillAnswers['demand']>>;

/** What an attacker can ask of skills. */
export interface SkillTarget {
  compare(fields?: Partial<WorthQuery>): Compared | null;
  demand(fields?: Partial<WorthQuery>): Asked | null;
  rates(): ReturnType<SkillAnswers['passRates']>;
}

export type OpenSkillTarget = (
  first: readonly Entry[],
  later: readonly Entry[],
) => Promise<[SkillTarget, SkillTarget]>;

function targetOf(answers: Pick<SkillAnswers, 'compareSkills' | 'demand' | 'passRates'>): SkillTarget {
  return {
    compare: (fields) => answers.compareSkills(query(fields)),
    demand: (fields) => answers.demand(query(fields)),
    rates: () => answers.passRates(query()),
  };
}

/** The full engine, as one's own store has it. */
export const engine: OpenSkillTarget = async (first, later) => {
  const open = async (entries: readonly Entry[]): Promise<SkillTarget> => {
    const market = await marketOf(entries);
    return targetOf({
      compareSkills: (asked) => market.compareSkills(asked),
      demand: (asked) => market.demand(asked),
      passRates: (asked) => passRates(market.passesOfRole(asked)),
    });
  };
  const before = await open(first);
  return [before, later.length === 0 ? before : await open([...first, ...later])];
};

/** A shared store that makes a release before and after. */
export function shared(preset: ReleasePreset): OpenSkillTarget {
  return async (first, later) => {
    const open = async (
      entries: readonly Entry[],
      before: ReleaseLedger | null,
    ): Promise<[SkillTarget, ReleaseLedger]> => {
      const made = await releaseOf(entries, { preset, before });
      return [targetOf(answersOf(made)), made.ledger];
    };
    const [before, ledger] = await open(first, null);
    return [before, later.length === 0 ? before : (await open([...first, ...later], ledger))[0]];
  };
}
