import { createHash } from 'node:crypto';
import type { Profile } from '../domain/profile.js';
import type { WorthQuery } from '../domain/worth-query.js';
import type { Demand } from '../domain/demand.js';
import type { Explanation } from '../market/explanation.js';
import type { SkillsComparison } from '../market/skills/compared-skill.js';
import type { PassCounts, PassRates } from '../market/skills/rates.js';
import type { OwnRows } from '../market/skills/skill-market.js';
import type { AnswerText } from './answer-thread.js';
import type { Estimator, MarketQuestion } from './market-question.js';

/** What questions about skills are answered from. */
export interface SkillAnswers {
  /** One's skills against those that the role's offers ask for; null where none of them says so. */
  compareSkills(query: WorthQuery): SkillsComparison | null;
  /** What the role's offers and interviews ask for; null where no offer says so. */
  demand(query: WorthQuery): Omit<Demand, 'suppressed'> | null;
  /** The P50 of a query's market worth, and its currency; null where there is none. */
  middle(query: WorthQuery): { readonly value: number; readonly currency: string } | null;
  /** How everybody's interviews of the role were passed. */
  passRates(query: WorthQuery): PassRates;
  /** What was asked and passed in a person's own interviews; absent where no single row is within reach. */
  ownPasses?(own: OwnRows): PassCounts;
  /** Why nothing is told of a role's skills, and what is needed. */
  whyNothing(role: string): { readonly reason: string; readonly needed: string };
  /** The known roles nearest to a text. */
  nearest(role: string): string[];
}

/**
 * What questions about the market are answered from. On one's own store that is the full engine; where pay is shared
 * another implementation stands here, which cannot reach an offer.
 */
export interface MarketAnswers extends Estimator {
  /** Names the state of the data: equal versions give equal answers, in whatever process or store. */
  readonly dataVersion: string;
  /** How long ago this was known to be the newest, where it may not be any more. */
  readonly ageMs?: number;
  /** Whether anything is known of a canonical role, whatever its case. */
  knows(role: string): boolean;
  /**
   * Resolves when the answer to a query, or to one of its skills, can be worked out without stopping others for long;
   * absent where it always can.
   */
  prepare?(query: WorthQuery, of?: 'skills'): Promise<void>;
  /**
   * The JSON text of an answer, worked out by another thread; null, at once or later, where it is to be worked out here.
   * Absent where it always is.
   */
  byThread?(question: MarketQuestion): Promise<AnswerText> | null;
  /** Absent where nothing of skills may be told. */
  readonly skills?: SkillAnswers;
}

/** The full engine's answers, which can show the single offers behind them to those who may see them. */
export interface EngineAnswers extends MarketAnswers {
  readonly skills: SkillAnswers;
  /** The whole derivation of an answer; null where `estimate` would have no percentiles. */
  explain(query: WorthQuery): Explanation | null;
}

/** Gives what answers now. */
export type MarketSource = () => Promise<MarketAnswers>;

/** A question that was understood; its answer is worked out only where it is wanted. */
export interface PendingAnswer<Value> {
  /** Equal versions have equal answers. */
  readonly version: string;
  /** As that of the market it comes from. */
  readonly ageMs: number | undefined;
  /** What filled in what the request left out. */
  readonly profile: Profile | undefined;
  work(): Value;
  /** The JSON text of the same, as `byThread` of the market gives it. */
  byThread?(): Promise<AnswerText> | null;
}

/** A short name for values: equal names mean equal values. */
export function versionOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
