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
  /** Texts that are being worked out elsewhere, by their versions. */
  readonly #coming = new Map<string, Promise<string>>();

  /** The answer to a question that came in the same words before. */
  find(asked: QuestionAsked): KnownAnswer | undefined {
    const version = this.#versions.get(nameOf(asked));
    const text = version === undefined ? undefined : this.#texts.get(version);
    return version === undefined || text === undefined ? undefined : { version, text };
  }

  /** The text of an answer, worked out where it is not kept; found by its words from then on, where they are told. */
  textOf(answer: PendingAnswer<unknown>, asked?: QuestionAsked): string | Promise<string> {
    const { version } = answer;
    if (asked && asked.words.length <= LONGEST_WORDS) this.#versions.set(nameOf(asked), version);
    return this.#texts.get(version) ?? this.#coming.get(version) ?? this.#textFrom(answer);
  }

  #textFrom(answer: PendingAnswer<unknown>): string | Promise<string> {
    const { version } = answer;
    const keep = (text: string | null): string => {
      const kept = text ?? JSON.stringify(answer.work());
      this.#texts.set(version, kept);
      return kept;
    };
    const elsewhere = answer.byThread?.();
    if (!elsewhere) return keep(null);
    const coming = elsewhere.then(keep).finally(() => this.#coming.delete(version));
    this.#coming.set(version, coming);
    return coming;
  }
}

function nameOf({ dataVersion, words, profile }: QuestionAsked): string {
  return `${dataVersion} ${words} ${profile === undefined ? '' : JSON.stringify(profile)}`;
}
