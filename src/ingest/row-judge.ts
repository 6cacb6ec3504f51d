import type { RowProblem } from '../domain/batch.js';
import { isInterview, isOffer } from '../domain/entry.js';
import { canonicalText } from '../domain/identity.js';
import type { Finding } from '../domain/ports.js';
import type { CsvRow } from './csv-row.js';
import type { Draft } from './row-pay.js';
import type { RowReader, UnreadCell } from './row-reader.js';
import type { SanityLimits } from './sanity-limits.js';
import type { StagedRows } from './staged-rows.js';

/** Cells of one column whose words are not known, so that their field stays unknown in readable rows. */
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

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}

function nothing(payColumns: readonly string[]): RowProblem {
  const where = payColumns.length === 0 ? '' : ` in ${payColumns.join(', ')}`;
  return {
    column: payColumns[0] ?? null,
    found: `no pay${where}, and nothing of an interview`,
    expected: 'a pay, or the stage or outcome of an interview',
    fix: 'add one of them, if it is known',
  };
}

/** Judges rows each by itself: whether it may enter, or why not. */
export class RowJudge {
  private readonly unreadCells = new Map<string, UnreadCells>();
  private readonly nothing: RowProblem;

  constructor(
    private readonly reader: RowReader,
    private readonly limits: SanityLimits,
    payColumns: readonly string[],
  ) {
    this.nothing = nothing(payColumns);
  }

  judge(row: CsvRow, to: StagedRows): void {
    to.rows++;
    const { line, cells } = row;
    const refused = isEmpty(cells) ? EMPTY : row.problem;
    if (refused !== undefined) {
      to.findings.push({ line, fate: 'rejected', problems: [refused], raw: cells });
      return;
    }
    const { draft, problems, unread } = this.reader.read(cells);
    const finding = problems.length > 0 ? ({ fate: 'rejected', problems } as const) : this.findingOf(draft);
    if (finding !== undefined) {
      to.findings.push({ line, ...finding, raw: cells });
      return;
    }
    for (const cell of unread) this.noteUnread(cell, line);
    to.lines.push(line);
    to.ids.push(draft.id ?? '');
    to.entries.push(canonicalText(draft));
    to.cells.push(JSON.stringify(cells));
  }

  /** Columns with words that are not known, in rows that are readable. */
  unread(): readonly UnreadCells[] {
    return [...this.unreadCells.values()];
  }

  private findingOf(draft: Draft): Pick<Finding, 'fate' | 'problems'> | undefined {
    if (isOffer(draft)) {
      const implausible = this.limits.problem(draft);
      return implausible && { fate: 'quarantined', problems: [implausible] };
    }
    return isInterview(draft) ? undefined : { fate: 'rejected', problems: [this.nothing] };
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
