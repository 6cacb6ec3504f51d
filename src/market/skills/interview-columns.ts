import { dayNumber } from '../../core/calendar-date.js';
import { isInterview, type Entry } from '../../domain/entry.js';
import { interviewOutcomes } from '../../domain/interview.js';
import type { EntryChanges, StoredEntry } from '../../domain/ports.js';
import { CodedBuilder, SetsBuilder } from '../coded-builder.js';
import { UNKNOWN_DAY, type CodedColumn, type CodedSets } from '../columns.js';
import { float64, int32, uint32, uint8 } from '../growing.js';
import { placeNames } from '../place-names.js';
import type { SkillRows } from './skill-rows.js';

/** Interviews in columns, in key order, those without an offer included. Their `skills` are those asked about. */
export interface InterviewColumns extends SkillRows {
  readonly missed: CodedSets;
  /** The furthest stage reached. */
  readonly stage: CodedColumn;
  /** Index into `interviewOutcomes`, from 1; 0 where it is not known. */
  readonly outcome: Uint8Array;
  /** Persons as they are named, to the letter. */
  readonly contributor: CodedColumn;
  /** Keys of the rows. */
  readonly keys: readonly string[];
  /** The batch that brought the row. */
  readonly batch: Float64Array;
}

/** What was asked about; what was missed was asked about too. */
function askedOf({ skillsAsked, skillsMissed }: Entry): readonly string[] | undefined {
  return skillsAsked || skillsMissed ? [...(skillsAsked ?? []), ...(skillsMissed ?? [])] : undefined;
}

/** Builds a dictionary-coded column of texts that count to the letter, row by row. */
class ExactBuilder {
  readonly #known = new Map([['', 0]]);
  readonly #codes = uint32();

  reserve(rows: number): void {
    this.#codes.reserve(rows);
  }

  set(row: number, text = ''): void {
    const code = this.#known.get(text) ?? this.#known.size;
    this.#known.set(text, code);
    this.#codes.numbers[row] = code;
  }

  take(rows: number): CodedColumn {
    return { codes: this.#codes.take(rows), values: [...this.#known.keys()] };
  }
}

/** Whether an entry is a row of the interviews. */
export function tellsOfInterview(entry: Entry): boolean {
  return isInterview(entry) || entry.skillsAsked !== undefined || entry.skillsMissed !== undefined;
}

/** Whether changes of a store bring interviews, or are to some of these. */
export function touchesInterviews({ keys }: InterviewColumns, { entries, gone }: EntryChanges): boolean {
  if (entries.some(({ entry }) => tellsOfInterview(entry))) return true;
  const changed = new Set([...gone, ...entries.map(({ key }) => key)]);
  return keys.some((key) => changed.has(key));
}

/** Turns stored entries into columns of interviews; entries that say nothing of one are left out. */
export class InterviewsBuilder {
  readonly #coded = {
    role: new CodedBuilder(),
    level: new CodedBuilder(),
    country: new CodedBuilder(),
    region: new CodedBuilder(),
    city: new CodedBuilder(),
    workMode: new CodedBuilder(),
    employer: new CodedBuilder(),
    stage: new CodedBuilder(),
  };
  readonly #contributors = new ExactBuilder();
  readonly #keys: string[] = [];
  readonly #asked = new SetsBuilder();
  readonly #missed = new SetsBuilder();
  readonly #numbers = { day: int32(), outcome: uint8(), batch: float64() };

  /** Adds the next entries, in key order. */
  add(chunk: readonly StoredEntry[]): void {
    this.#reserve(this.#keys.length + chunk.length);
    for (const { key, entry, batch } of chunk) {
      if (!tellsOfInterview(entry)) continue;
      this.#add(this.#keys.length, entry, batch);
      this.#keys.push(key);
    }
  }

  #add(row: number, entry: Entry, batch: number): void {
    const place = placeNames(entry);
    for (const name of ['role', 'level', 'workMode', 'employer', 'stage'] as const)
      this.#coded[name].set(row, entry[name]);
    for (const name of ['country', 'region', 'city'] as const) this.#coded[name].set(row, place[name]);
    this.#contributors.set(row, entry.contributor);
    this.#asked.set(row, askedOf(entry));
    this.#missed.set(row, entry.skillsMissed);
    const { day, outcome, batch: batches } = this.#numbers;
    day.numbers[row] = entry.date === undefined ? UNKNOWN_DAY : dayNumber(entry.date);
    outcome.numbers[row] = entry.outcome === undefined ? 0 : 1 + interviewOutcomes.indexOf(entry.outcome);
    batches.numbers[row] = batch;
  }

  #reserve(rows: number): void {
    const parts = [this.#contributors, this.#asked, this.#missed];
    for (const part of [...parts, ...Object.values(this.#coded), ...Object.values(this.#numbers)]) {
      part.reserve(rows);
    }
  }

  take(): InterviewColumns {
    const { role, level, country, region, city, workMode, employer, stage } = this.#coded;
    const rows = this.#keys.length;
    const { day, outcome, batch } = this.#numbers;
    return {
      rows,
      role: role.take(rows),
      level: level.take(rows),
      country: country.take(rows),
      region: region.take(rows),
      city: city.take(rows),
      workMode: workMode.take(rows),
      employer: employer.take(rows),
      keys: this.#keys,
      contributor: this.#contributors.take(rows),
      stage: stage.take(rows),
      skills: this.#asked.take(rows),
      missed: this.#missed.take(rows),
      day: day.take(rows),
      outcome: outcome.take(rows),
      batch: batch.take(rows),
    };
  }
}
