import { foldKey } from './fold.js';
import { Phrases } from './phrases.js';
import { plainText } from './plain-text.js';
import type { VocabularyData } from './vocabulary-data.js';

const CODE_GRADE = /^(?:L|IC)\d{1,2}$/i;

/** Level words, and which of two wins. */
export class LevelBook {
  private readonly aliases = new Phrases<string>();
  private readonly inTitles = new Phrases<string>();
  private readonly rank: ReadonlyMap<string, number>;
  private readonly roman: readonly string[];
  private readonly gradeWords: ReadonlySet<string>;
  private readonly trailing: ReadonlySet<string>;
  private readonly prefixes: readonly (readonly [string, string])[];

  constructor(data: VocabularyData['levels']) {
    const { levels, ranks, columnOnly, titleSuffixes, prefixes, roman, gradeWords } = data;
    const notInTitles = new Set(columnOnly.map(foldKey));
    for (const [level, names] of Object.entries(levels)) {
      for (const name of [level, ...names]) {
        this.aliases.add(name, level);
        if (!notInTitles.has(foldKey(name))) this.inTitles.add(name, level);
      }
    }
    this.rank = new Map(ranks.map((level, i) => [level, i]));
    this.roman = roman;
    this.gradeWords = new Set(gradeWords);
    this.trailing = new Set(titleSuffixes);
    this.prefixes = Object.entries(prefixes).map(([prefix, level]) => [`${foldKey(prefix)} `, level]);
  }

  /**
   * A level as given: trimmed, and variants of a plain level word unified (`Sr.`, `SENIOR`: senior). Codes and anything
   * else stay what they are (`SE`, `L5`), so that a question in the words of the data finds its rows.
   */
  level(text: string): string {
    return this.aliases.exact(foldKey(text)) ?? plainText(text);
  }

  /** The level that words of a title, folded, name, if they name nothing else. */
  inTitle(key: string): string | undefined {
    return this.inTitles.exact(key);
  }

  /** The level that a role says by how it begins: `Head of Legal`. */
  byPrefix(role: string): string | undefined {
    const key = foldKey(role);
    return this.prefixes.find(([prefix]) => key.startsWith(prefix))?.[1];
  }

  /** The grade of a title's last word: `III`, `3`, `L4`. `sure` where it can hardly be anything else. */
  grade(word: string, before: string | undefined): { grade: string; sure: boolean } | undefined {
    if (CODE_GRADE.test(word)) return { grade: word.toUpperCase(), sure: true };
    const announced = before !== undefined && this.gradeWords.has(foldKey(before));
    const number = this.roman.indexOf(word);
    if (number >= 0) return { grade: word, sure: announced || word.length > 1 };
    const grade = /^\d$/.test(word) ? this.roman[Number(word) - 1] : undefined;
    return grade === undefined ? undefined : { grade, sure: announced };
  }

  isGradeWord(word: string): boolean {
    return this.gradeWords.has(foldKey(word));
  }

  /** Whether a level word behind a role that is not known belongs to its name (`Delivery Lead`). */
  belongsBehind(level: string): boolean {
    return this.trailing.has(level);
  }

  /**
   * The one level of several that a title names: the highest, but none where two of the steps up to senior exclude
   * each other (`Mid/Senior`).
   */
  oneOf(levels: readonly string[]): string | undefined {
    const rankOf = (level: string): number => this.rank.get(level) ?? -1;
    const distinct = [...new Set(levels)].sort((a, b) => rankOf(b) - rankOf(a));
    const senior = rankOf('senior');
    const excluding = distinct.filter((level) => rankOf(level) <= senior);
    return excluding.length === distinct.length && distinct.length > 1 ? undefined : distinct[0];
  }
}
