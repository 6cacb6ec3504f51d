import { foldKey } from './fold.js';
import type { LevelBook } from './level-book.js';
import { plainText } from './plain-text.js';
import type { KnownRole, RoleBook } from './role-book.js';
import { readSegment, type TitleSegment } from './title-segment.js';
import type { VocabularyData } from './vocabulary-data.js';

/** One step on the way from a text to its meaning: what became of what, by which rule. */
export interface ExplainStep {
  /** What the text was read as: `title`, `skill`, `place`, `pay`, ... */
  readonly as: string;
  readonly found: string;
  readonly became: string;
  /** The entry that decided, as `data file: entry`, or the name of the general rule. */
  readonly rule: string;
}

export interface TitleReading {
  /** Canonical where known, else as given without recognised level words and noise. Empty only for an empty title. */
  readonly role: string;
  readonly level?: string;
  readonly steps: readonly ExplainStep[];
}

/** `Entwickler*in`, `Entwickler/-in`, and `m/w/d` wherever it stands; `H/W` is hardware. */
const GENDERED = /(?<=\p{L}{3})(?:[*:_]|\/-?)(?:innen|in|frau)(?![\p{L}])/gu;
const GENDERS = /(?<![\p{L}/])(?!h ?\/ ?w)[mwfdxhkiv](?: ?[/|] ?[mwfdxhkiv*]){1,3}(?![\p{L}/])/giu;
const ALTERNATIVES = /\/| or | & | and | \+ |\bja\b|\boder\b/i;
const SEGMENTS = / - | -(?=\S)|[(),;|@[\]]| at | \/ /i;

const PASSES = 4;

interface Found {
  readonly known: KnownRole;
  readonly rule: string;
}

/** Parses titles by the books of roles and levels. */
export class TitleReader {
  private readonly noise: ReadonlySet<string>;
  private readonly ends: ReadonlySet<string>;

  constructor(
    private readonly roles: RoleBook,
    private readonly levels: LevelBook,
    { noise, ends }: VocabularyData['roles'],
    private readonly isPlace: (text: string) => boolean,
  ) {
    this.noise = new Set(noise.map(foldKey));
    this.ends = new Set(ends.map(foldKey));
  }

  /** A title's role and level, and how they were found. The role of a title is its own role. */
  read(title: string): TitleReading {
    let reading = this.readOnce(title);
    // Without what was recognised, more may be: a role is read until reading leaves it as it is.
    for (let i = 0; i < PASSES; i++) {
      const { role, steps } = reading;
      const next = role === plainText(title) ? reading : this.readOnce(role);
      if (next.role === role) break;
      reading = { ...reading, ...next, steps: [...steps, ...next.steps] };
    }
    return reading;
  }

  private readOnce(title: string): TitleReading {
    const text = plainText(title)
      .replace(GENDERED, '')
      .replace(GENDERS, ' ')
      .replace(/\( *\)/g, ' ');
    // A title of such signs alone is what it is.
    const plain = plainText(text) || plainText(title);
    const whole = this.roles.find(plain);
    if (whole) return this.reading(title, [], { known: whole, rule: 'the whole title' }, plain);
    const segments = plain
      .split(SEGMENTS)
      .map((part) => plainText(part))
      .filter((part) => foldKey(part) !== '' && !this.noise.has(foldKey(part)))
      .map((part) => readSegment(part, this.roles, this.levels, this.ends));
    const found = this.find(segments.filter(({ core }) => core !== ''));
    return this.reading(title, segments, found, plain);
  }

  /** The role of the first segment, told apart by the others; else the first known one among them or alternatives. */
  private find(segments: readonly TitleSegment[]): Found | undefined {
    const [main, ...others] = segments.map(({ core }) => core);
    if (main === undefined) return undefined;
    const known = this.roles.find(main);
    if (known) return this.closer(known, main, others) ?? { known, rule: 'without level and noise' };
    for (const [i, core] of others.entries()) {
      const other = this.roles.find(core);
      const rest = [main, ...others.filter((_, at) => at !== i)];
      if (other) return this.closer(other, core, rest) ?? { known: other, rule: 'a part of the title' };
    }
    if (this.levels.byPrefix(main) !== undefined) return undefined;
    return this.headFirst(main) ?? this.alternative(main);
  }

  /** `Développeur Java`, `Engineer DevOps`: a general role with the word behind it that says which it is. */
  private headFirst(main: string): Found | undefined {
    const words = main.split(' ');
    for (let end = 1; end < words.length; end++) {
      const head = words.slice(0, end).join(' ');
      const known = this.roles.find(head);
      const closer = known && this.closer(known, head, [words.slice(end).join(' ')], 'whole');
      if (closer) return closer;
    }
    return undefined;
  }

  /** `Developer, Backend`, `Software Engineer (Security)`: the word beside a general role says which it is. */
  private closer(
    known: KnownRole,
    main: string,
    others: readonly string[],
    beside: 'whole' | 'first word' = 'first word',
  ): Found | undefined {
    if (!this.roles.isGeneral(known.role)) return undefined;
    const head = this.roles.key(main).split(' ').at(-1)!;
    for (const other of others) {
      const words = this.roles.key(other);
      const first = beside === 'whole' ? words : words.split(' ', 1)[0]!;
      const tries = [`${words} ${head}`, `${first} ${head}`, `${words} engineer`, `${first} engineer`, words];
      for (const text of tries) {
        const closer = this.roles.find(text);
        if (closer && !this.roles.isGeneral(closer.role))
          return { known: closer, rule: `told apart by "${other}"` };
      }
    }
    return undefined;
  }

  /** `Data or business analyst`, `QA/Test Engineer`: the first of the roles that are named, with the head they share. */
  private alternative(main: string): Found | undefined {
    const parts = main
      .split(ALTERNATIVES)
      .map((part) => readSegment(part.trim(), this.roles, this.levels, this.ends));
    if (parts.length < 2) return undefined;
    const head = this.roles.key(main).split(' ').at(-1)!;
    for (const { core } of parts) {
      const known = this.roles.find(core) ?? this.roles.find(`${core} ${head}`);
      if (known) return { known, rule: 'the first of several roles' };
    }
    return undefined;
  }

  /** What is left of a title that holds no known role; a place behind it is no part of it. */
  private ownRole(segments: readonly TitleSegment[]): string {
    const [first = '', ...others] = segments.map(({ core }) => core).filter((core) => core !== '');
    return [first, ...others.filter((other) => !this.isPlace(other))].join(', ');
  }

  private reading(
    title: string,
    segments: readonly TitleSegment[],
    found: Found | undefined,
    plain: string,
  ): TitleReading {
    const role = found?.known.role ?? (this.ownRole(segments) || plain);
    const words = segments.flatMap(({ levels }) => levels);
    const own = found?.known.level ?? this.levels.byPrefix(role);
    const named = this.levels.oneOf(own === undefined ? words : [...words, own]);
    const grade = segments.find((segment) => segment.grade !== undefined)?.grade;
    const level = named ?? (words.length === 0 ? grade : undefined);
    const rule = found
      ? `roles.json: ${found.known.family}: ${found.known.role} (${found.rule})`
      : 'a role of its own, for the vocabulary does not know it';
    const steps: ExplainStep[] = [{ as: 'role', found: title, became: role, rule }];
    if (level !== undefined) steps.push({ as: 'level', found: title, became: level, rule: 'levels.json' });
    return { role, ...(level !== undefined && { level }), steps };
  }
}
