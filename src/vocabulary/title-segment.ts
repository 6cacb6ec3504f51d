import { foldKey } from './fold.js';
import type { LevelBook } from './level-book.js';
import type { RoleBook } from './role-book.js';

/** A part of a title, without the level words, grade and noise at its ends. */
export interface TitleSegment {
  /** What is left, as written. Empty where all of it was level or noise. */
  readonly core: string;
  readonly levels: readonly string[];
  readonly grade: string | undefined;
}

const WORD = /[^\s/]+/g;
const LONGEST_LEVEL = 3;

interface Word {
  readonly text: string;
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a segment, from which recognised ones are taken at both ends. */
class Words {
  readonly levels: string[] = [];
  grade: string | undefined;
  private words: Word[];

  constructor(
    private readonly text: string,
    private readonly roles: RoleBook,
    private readonly book: LevelBook,
    private readonly ends: ReadonlySet<string>,
  ) {
    this.words = Array.from(text.matchAll(WORD), (match) => ({
      text: match[0],
      key: foldKey(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }));
  }

  get core(): string {
    const [first, last] = [this.words[0], this.words.at(-1)];
    return first && last ? this.text.slice(first.start, last.end) : '';
  }

  /** Whether what is left is a known role. */
  get isRole(): boolean {
    return this.isRoleUpTo(this.words.length);
  }

  private isRoleUpTo(count: number): boolean {
    return this.roles.findFolded(this.key(0, count)) !== undefined;
  }

  /** The words `[from, to)`, folded. */
  private key(from: number, to: number): string {
    let key = '';
    for (let i = from; i < to; i++) {
      const word = this.words[i]!.key;
      if (word !== '') key = key === '' ? word : `${key} ${word}`;
    }
    return key;
  }

  /** Takes level words or noise off one end; false where there are none. */
  take(end: 'front' | 'back'): boolean {
    const { words } = this;
    for (let count = Math.min(LONGEST_LEVEL, words.length); count > 0; count--) {
      const cut = end === 'front' ? count : words.length - count;
      const taken = end === 'front' ? this.key(0, cut) : this.key(cut, words.length);
      const level = this.book.inTitle(taken);
      if (level === undefined && !this.ends.has(taken)) continue;
      if (level !== undefined) this.levels.push(level);
      const rest = end === 'front' ? words.slice(cut) : words.slice(0, cut);
      const kept = level !== undefined && end === 'back' && this.book.belongsBehind(level);
      // `Delivery Lead`: the level is known, but without it the role would be another.
      if (kept && rest.length > 0 && !this.isRoleUpTo(cut)) return false;
      this.words = rest;
      return true;
    }
    return false;
  }

  takeGrade(): void {
    if (this.grade !== undefined) return;
    const last = this.words.at(-1);
    const before = this.words.at(-2);
    const found = last && before ? this.book.grade(last.text, before.text) : undefined;
    if (!found) return;
    const announced = this.book.isGradeWord(before!.text);
    const cut = this.words.length - (announced ? 2 : 1);
    if (!found.sure && !this.isRoleUpTo(cut) && this.book.inTitle(before!.key) === undefined) return;
    this.words = this.words.slice(0, cut);
    this.grade = found.grade;
  }
}

/** Takes the level words, the grade and the noise off the ends of a segment, unless it is a known role with them. */
export function readSegment(
  text: string,
  roles: RoleBook,
  book: LevelBook,
  ends: ReadonlySet<string>,
): TitleSegment {
  if (roles.find(text)) return { core: text, levels: [], grade: undefined };
  const words = new Words(text, roles, book, ends);
  words.takeGrade();
  while (!words.isRole && words.take('front'));
  // `Senior QA 3`: the figure is a grade once a known role is left before it.
  words.takeGrade();
  while (!words.isRole && words.take('back'));
  return { core: words.core, levels: words.levels, grade: words.grade };
}
