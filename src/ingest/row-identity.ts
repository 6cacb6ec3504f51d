import type { RowProblem } from '../domain/batch.js';
import { contentOf, keyByContent, keyById } from '../domain/identity.js';
import { DigestIndex, NumberList } from './digest-index.js';

/** Which row of its source a row is, or why it is no row of its own. */
export type RowIdentity =
  | { readonly fate: 'candidate'; readonly key: string; readonly content: string }
  | { readonly fate: 'duplicate' | 'rejected'; readonly problem: RowProblem };

function duplicate(line: number, fix: string): RowIdentity {
  const problem = { column: null, found: `the same row as line ${line}`, expected: 'each row once', fix };
  return { fate: 'duplicate', problem };
}

/**
 * Gives the rows of one file their identity, in the order of the file. Rows with an id are told apart by it: a second
 * one is a duplicate if it says the same, and refused if it does not. Rows without one are told apart by what they say
 * and, where identical rows all stay, by how many came before.
 */
export class RowIdentities {
  private readonly index = new DigestIndex();
  /** By the number of a digest: the first line that had it; how many lines did; what the first said. */
  private readonly lines = new NumberList();
  private readonly counts = new NumberList();
  private readonly contents = new NumberList();

  constructor(
    private readonly source: string,
    private readonly duplicates: 'keep' | 'drop',
  ) {}

  /**
   * @param entry the canonical text of the row's entry
   * @param id empty for a row without one
   */
  of(entry: string, id: string, line: number): RowIdentity {
    const content = contentOf(entry);
    return id === '' ? this.byContent(content, line) : this.byId(id, content, line);
  }

  private byContent(content: string, line: number): RowIdentity {
    const found = this.index.find(content);
    const number = found < 0 ? ~found : found;
    const before = this.counts.at(number);
    this.counts.set(number, before + 1);
    if (before === 0) this.lines.set(number, line);
    else if (this.duplicates === 'drop') {
      return duplicate(this.lines.at(number), 'nothing; --duplicates keep takes identical rows as they are');
    }
    return { fate: 'candidate', key: keyByContent(this.source, content, before), content };
  }

  private byId(id: string, content: string, line: number): RowIdentity {
    const key = keyById(this.source, id);
    const found = this.index.find(key);
    // 32 bits tell apart two rows of one id.
    const said = parseInt(content.slice(0, 8), 16);
    if (found < 0) {
      this.lines.set(~found, line);
      this.contents.set(~found, said);
      return { fate: 'candidate', key, content };
    }
    const first = this.lines.at(found);
    if (this.contents.at(found) === said) return duplicate(first, 'nothing; a row with an id counts once');
    const problem = {
      column: null,
      found: `id ${id}, which line ${first} has with other values`,
      expected: 'an id of its own for every row',
      fix: 'correct the id, or map id to the column that names the rows',
    };
    return { fate: 'rejected', problem };
  }
}
