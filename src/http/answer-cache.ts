import { LRUCache } from 'lru-cache';
import type { PendingAnswer } from '../app/market-answers.js';
import type { Profile } from '../domain/profile.js';

const KEPT = 5000;
const CHARACTERS_KEPT = 2 ** 26;
/** Longer addresses than anyone writes are not worth keeping. */
const LONGEST_WORDS = 2000;

/** An answer that was worked out. */
export interface KnownAnswer {
  readonly version: string;
  readonly text: string;
}

/** All that the meaning of a question hangs on. */
export interface QuestionAsked {
  readonly dataVersion: string;
  /** The address it came to. */
  readonly words: string;
  readonly profile: Profile | undefined;
}

/**
 * Answers that were worked out, by their versions; and the versions of questions in the words they came in: the same
 * words, of the same data and with the same profile, are the same question, which need not be understood again.
 */
export class AnswerCache {
  readonly #texts = new LRUCache<string, string>({
    max: KEPT,
    maxSize: CHARACTERS_KEPT,
    sizeCalculation: (text) => text.length,
  });
  readonly #versions = new LRUCache<string, string>({ max: KEPT });

  /** The answer to a question that came in the same words before. */
  find(asked: QuestionAsked): KnownAnswer | undefined {
    const version = this.#versions.get(nameOf(asked));
    const text = version === undefined ? undefined : this.#texts.get(version);
    return version === undefined || text === undefined ? undefined : { version, text };
  }

  /** The text of an answer, worked out where it is not kept; found by its words from then on, where they are told. */
  textOf(answer: PendingAnswer<unknown>, asked?: QuestionAsked): string {
    const { version } = answer;
    if (asked && asked.words.length <= LONGEST_WORDS) this.#versions.set(nameOf(asked), version);
    const kept = this.#texts.get(version);
    if (kept !== undefined) return kept;
    const text = JSON.stringify(answer.work());
    this.#texts.set(version, text);
    return text;
  }
}

function nameOf({ dataVersion, words, profile }: QuestionAsked): string {
  return `${dataVersion} ${words} ${profile === undefined ? '' : JSON.stringify(profile)}`;
}
