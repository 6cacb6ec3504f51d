import { foldKey } from './fold.js';
import { Phrases } from './phrases.js';
import type { VocabularyData } from './vocabulary-data.js';

/** A role the vocabulary knows. */
export interface KnownRole {
  readonly role: string;
  readonly family: string;
  /** The level that the role says by itself. */
  readonly level: string | undefined;
}

/** The known roles, found by any spelling. */
export class RoleBook {
  private readonly words = new Phrases<string>();
  private readonly roles = new Map<string, KnownRole>();
  private readonly heads: ReadonlySet<string>;
  private readonly general: ReadonlySet<string>;

  constructor({ words, families, levels, heads, general }: VocabularyData['roles']) {
    for (const [word, meaning] of Object.entries(words)) this.words.add(word, foldKey(meaning));
    for (const [family, roles] of Object.entries(families)) {
      for (const [role, aliases] of Object.entries(roles)) {
        const known = { role, family, level: levels[role] };
        for (const name of [role, ...aliases]) this.roles.set(this.key(name), known);
      }
    }
    this.heads = new Set(heads.map((head) => this.key(head)));
    this.general = new Set(general);
  }

  /** A role's words, folded, each abbreviation or translation replaced by what it stands for. */
  key(text: string): string {
    return this.meaning(foldKey(text));
  }

  private meaning(key: string): string {
    if (key === '') return '';
    const words = key.split(' ');
    const replaced: string[] = [];
    for (let i = 0; i < words.length;) {
      const match = this.words.at(words, i);
      replaced.push(match?.value ?? words[i]!);
      i = match?.end ?? i + 1;
    }
    return replaced.join(' ');
  }

  /** The role that a text names as a whole. */
  find(text: string): KnownRole | undefined {
    return this.roles.get(this.key(text));
  }

  /** As `find`, of a text that is folded. */
  findFolded(key: string): KnownRole | undefined {
    return this.roles.get(this.meaning(key));
  }

  /** Whether a role says little without the words beside it (`Developer`). */
  isGeneral(role: string): boolean {
    return this.general.has(role);
  }

  /**
   * The family of a role: its own, else that of the longest known role of two words or more at its end (`Azure Data
   * Engineer`: data), else of its last word where that is telling (`Perl Developer`). Null where none is known.
   */
  familyOf(role: string): string | null {
    const words = this.key(role).split(' ');
    for (let start = 0; start < words.length; start++) {
      const end = words.slice(start).join(' ');
      if (start > 0 && start === words.length - 1 && !this.heads.has(end)) return null;
      const known = this.roles.get(end);
      if (known) return known.family;
    }
    return null;
  }
}
