import type { RowProblem } from '../domain/batch.js';
import { isInterview, isOffer } from '../domain/entry.js';
import { canonicalEntry } from '../domain/identity.js';
import type { Candidate, Finding } from '../domain/ports.js';
import type { CsvRow } from './csv-row.js';
import type { RowIdentities } from './row-identity.js';
import type { RowReader, UnreadCell } from './row-reader.js';
import type { SanityLimits } from './sanity-limits.js';

/** What became of some rows. */
export interface JudgedRows {
  readonly candidates: Candidate[];
  readonly findings: Finding[];
}

/** Cells of one column whose words are not known, so that their field stays unknown in rows that are taken. */
export interface UnreadCells {
  readonly field: string;
  readonly column: string;
  readonly cells: number;
  readonly firstLine: number;
  readonly firstFound: string;
}

const EMPTY: RowProblem = {
  column: null,
  found: 'an empty row',
  expected: 'a row that says something',
  fix: 'remove it, if it is not to be counted',
};

function nothing(payColumns: readonly string[]): RowProblem {
  const where = payColumns.length === 0 ? '' : ` in ${payColumns.join(', ')}`;
  return {
    column: payColumns[0] ?? null,
    found: `no pay${where}, and nothing of an interview`,
    expected: 'a pay, or the stage or outcome of an interview',
    fix: 'add one of them, if it is known',
  };
}

/** Gives every row of a file its fate, in the order of the file. */
export class RowJudge {
  private readonly unreadCells = new Map<string, UnreadCells>();
  private readonly nothing: RowProblem;

  constructor(
    private readonly reader: RowReader,
    private readonly limits: SanityLimits,
    private readonly identities: RowIdentities,
    payColumns: readonly string[],
  ) {
    this.nothing = nothing(payColumns);
  }

  judge(row: CsvRow, to: JudgedRows): void {
    const { line, cells } = row;
    const finding = (fate: Finding['fate'], problems: readonly RowProblem[]): void => {
      to.findings.push({ line, fate, problems, raw: cells });
    };
    if (cells.every((cell) => cell.trim() === '')) {
      finding('rejected', [EMPTY]);
      return;
    }
    if (row.problem !== undefined) {
      finding('rejected', [row.problem]);
      return;
    }
    const { draft, problems, unread } = this.reader.read(cells);
    if (problems.length > 0) {
      finding('rejected', problems);
      return;
    }
    const offer = isOffer(draft) ? draft : undefined;
    if (offer === undefined && !isInterview(draft)) {
      finding('rejected', [this.nothing]);
      return;
    }
    const implausible = offer && this.limits.problem(offer);
    if (implausible !== undefined) {
      finding('quarantined', [implausible]);
      return;
    }
    const entry = canonicalEntry(draft);
    const identity = this.identities.of(entry, line);
    if (identity.fate !== 'candidate') {
      finding(identity.fate, [identity.problem]);
      return;
    }
    for (const cell of unread) this.noteUnread(cell, line);
    to.candidates.push({ key: identity.key, content: identity.content, line, entry, raw: cells });
  }

  /** The columns with words that were not known so far, in rows that are taken. */
  unread(): readonly UnreadCells[] {
    return [...this.unreadCells.values()];
  }

  private noteUnread({ field, column, found }: UnreadCell, line: number): void {
    const key = `${field}\n${column}`;
    const known = this.unreadCells.get(key);
    this.unreadCells.set(key, {
      ...(known ?? { field, column, firstLine: line, firstFound: found }),
      cells: (known?.cells ?? 0) + 1,
    });
  }
}
