import type { RowProblem } from '../domain/batch.js';
import type { CsvField } from '../domain/entry.js';
import type { Policy } from '../domain/policy.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { allValues, firstValue, type CellSource, type OnProblem } from './cell-source.js';
import { entryKey, isPartOfWeek, type ListField, type PlainField, type PlainValue } from './field-reader.js';
import { FieldSources, type FieldColumns } from './field-sources.js';
import { RowPay, type Draft } from './row-pay.js';

/** A row's entry, not yet judged, with the problems that refuse it. */
export interface RowReading {
  readonly draft: Draft;
  readonly problems: readonly RowProblem[];
  /** Cells whose words are not known; their fields stay unknown. */
  readonly unread: readonly UnreadCell[];
}

export interface UnreadCell {
  readonly field: CsvField;
  readonly column: string;
  readonly found: string;
}

/** Fields that describe: a word that is not known there leaves them unknown, and does not refuse the row. */
const DESCRIBING: ReadonlySet<CsvField> = new Set([
  'country',
  'work_mode',
  'employment',
  'outcome',
  'follow_up_on',
]);

/** In the order they are read; what pay and place build on comes first. */
const PLAIN: readonly PlainField[] = [
  'id',
  'date',
  'employer',
  'title',
  'role',
  'level',
  'years',
  'country',
  'work_mode',
  'employment',
  'hours',
  'evidence_tier',
  'industry',
  'contributor',
  'stage',
  'outcome',
  'interviewer',
  'interviewer_role',
  'follow_up_on',
  'culture',
  'work_life_balance',
  'development',
  'manager',
  'commute',
  'notes',
];

const LISTS: readonly ListField[] = ['skills', 'skills_asked', 'skills_missed'];

interface PlainStep {
  readonly field: PlainField;
  readonly key: string;
  readonly sources: readonly CellSource<PlainValue>[];
  readonly onProblem: OnProblem;
}

interface ListStep {
  readonly key: 'skills' | 'skillsAsked' | 'skillsMissed';
  readonly sources: readonly CellSource<readonly string[]>[];
}

/** Reads rows of one file by its mapping. */
export class RowReader {
  private readonly plain: readonly PlainStep[];
  private readonly lists: readonly ListStep[];
  private readonly location: readonly CellSource<PlainValue>[];
  private readonly hours: readonly CellSource<PlainValue>[];
  private readonly pay: RowPay;
  // Of the row that is being read.
  private problems: RowProblem[] = [];
  private unread: UnreadCell[] = [];
  private readonly refuse: OnProblem = (problem) => {
    this.problems.push(problem);
  };

  constructor(
    fields: FieldColumns,
    private readonly vocabulary: Vocabulary,
    policy: Policy,
  ) {
    const sources = new FieldSources(fields, vocabulary, policy);
    const isFed = (step: { readonly sources: readonly unknown[] }): boolean => step.sources.length > 0;
    this.plain = PLAIN.map((field) => ({
      field,
      key: entryKey(field),
      sources: sources.plain(field),
      onProblem: DESCRIBING.has(field) ? this.unreadNote(field) : this.refuse,
    })).filter(isFed);
    this.lists = LISTS.map((field) => ({
      key: entryKey(field) as ListStep['key'],
      sources: sources.list(field),
    })).filter(isFed);
    this.location = sources.plain('location');
    this.hours = sources.plain('hours');
    this.pay = new RowPay(sources.pay(), vocabulary, policy.periods);
  }

  private unreadNote(field: PlainField): OnProblem {
    return ({ column, found }) => {
      this.unread.push({ field, column: column ?? field, found });
    };
  }

  read(cells: readonly string[]): RowReading {
    const draft: Draft = {};
    if (this.problems.length > 0) this.problems = [];
    if (this.unread.length > 0) this.unread = [];
    for (const { key, sources, onProblem } of this.plain) {
      const value = firstValue(sources, cells, onProblem);
      if (value !== undefined) (draft as Record<string, PlainValue>)[key] = value;
    }
    for (const { key, sources } of this.lists) {
      const found = allValues(sources, cells, this.refuse);
      if (found.length > 0) draft[key] = found.length === 1 ? [...found[0]!] : [...new Set(found.flat())];
    }
    this.addPlace(cells, draft);
    this.addRole(draft);
    this.addWeek(cells, draft);
    this.pay.read(cells, draft, this.refuse);
    this.keepUnread(draft);
    return { draft, problems: this.problems, unread: this.unread };
  }

  /** Several columns of a place (city, state) make one text; what it says fills what has no column of its own. */
  private addPlace(cells: readonly string[], draft: Draft): void {
    const parts = this.location.length === 0 ? [] : allValues(this.location, cells, this.refuse);
    if (parts.length === 0) return;
    const location = parts.length === 1 ? String(parts[0]) : [...new Set(parts)].join(', ');
    draft.location = location;
    const { country, region, city, remote } = this.vocabulary.place(location, draft.country);
    if (country !== undefined) draft.country ??= country;
    if (region !== undefined) draft.region = region;
    if (city !== undefined) draft.city = city;
    if (remote === true) draft.workMode ??= 'remote';
  }

  /** A title says role and level where these have no column, or an empty cell there. */
  private addRole(draft: Draft): void {
    if (draft.title === undefined) return;
    const { role, level } = this.vocabulary.title(draft.title);
    if (role !== '') draft.role ??= role;
    if (level !== undefined) draft.level ??= level;
  }

  /** A stated share of a full-time week makes an employee part-time. */
  private addWeek(cells: readonly string[], draft: Draft): void {
    const isEmployee = draft.employment === undefined || draft.employment === 'employee';
    if (draft.hours === undefined || !isEmployee) return;
    const stated = this.hours.map(({ cell }) => cell(cells)).find((cell) => !this.vocabulary.missing(cell));
    if (stated !== undefined && isPartOfWeek(stated)) draft.employment = 'part-time';
  }

  /** An outcome in words of one's own still says how far one got; a country that is not known is still a place. */
  private keepUnread(draft: Draft): void {
    for (const { field, found } of this.unread) {
      if (field === 'outcome') draft.stage ??= found;
      if (field === 'country') draft.location ??= found;
    }
  }
}
