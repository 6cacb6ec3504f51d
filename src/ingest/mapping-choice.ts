import type { CsvField } from '../domain/entry.js';
import type { ColumnProfiles } from './column-profile.js';
import type { NamedMapping, SuggestedColumn } from './column-mapping.js';
import { listFields } from './field-reader.js';
import type { PlannedColumn } from './import-plan.js';

/** A column that feeds a field. */
export interface ChosenColumn {
  readonly field: CsvField;
  readonly index: number;
  readonly by: PlannedColumn['by'];
}

export interface ChosenColumns {
  readonly columns: readonly ChosenColumn[];
  readonly notes: readonly string[];
}

/** Two columns of pay that hold something in hardly any row together are one, by kind of contract, say. */
const OVERLAP = 0.02;

/** Chooses among columns whose names suggest a field. */
class Choice {
  readonly notes: string[] = [];

  constructor(
    private readonly names: readonly string[],
    private readonly profiles: ColumnProfiles,
    private readonly readable: (field: CsvField, index: number) => boolean,
  ) {}

  private name(index: number): string {
    return this.names[index] ?? '';
  }

  private complements(chosen: readonly SuggestedColumn[], { index }: SuggestedColumn): boolean {
    const profile = this.profiles.of(index);
    return chosen.every((other) => profile.overlap(this.profiles.of(other.index)) <= OVERLAP);
  }

  of(field: CsvField, suggested: readonly SuggestedColumn[]): readonly SuggestedColumn[] {
    const readable = suggested.filter(({ index }) => this.readable(field, index));
    for (const { index } of suggested) {
      if (readable.some((column) => column.index === index)) continue;
      this.notes.push(
        `${this.name(index)} could be ${field} by its name, but not by its cells; it is not used.`,
      );
    }
    if (listFields.includes(field)) return readable;
    const chosen: SuggestedColumn[] = [];
    for (const column of readable) {
      const joins = chosen.length === 0 || (field === 'pay' && this.complements(chosen, column));
      if (joins) chosen.push(column);
    }
    const first = chosen[0];
    const rivals = readable.filter((column) => !chosen.includes(column));
    const equals = rivals.filter(({ rank }) => rank === first?.rank);
    if (first !== undefined && equals.length > 0) {
      const all = [first, ...equals].map(({ index }) => this.name(index));
      this.notes.push(`${all.join(' and ')} could equally be ${field}; choose with --map ${field}=COLUMN.`);
      return [];
    }
    for (const { index } of rivals) {
      this.notes.push(
        `${this.name(index)} could be ${field}, too; ${chosen.map((one) => this.name(one.index)).join(' and ')} is used.`,
      );
    }
    return chosen;
  }
}

/**
 * Settles which columns feed which fields. What is fixed stays. Of columns whose names suggest a field those count
 * whose cells can mostly be read as it; lists take them all, pay takes columns that complement each other, any other
 * field the surest, and none where two are equally sure.
 *
 * @param readable whether most cells of a column can be read as a field
 */
export function chooseColumns(
  named: NamedMapping,
  names: readonly string[],
  profiles: ColumnProfiles,
  readable: (field: CsvField, index: number) => boolean,
): ChosenColumns {
  const choice = new Choice(names, profiles, readable);
  const columns: ChosenColumn[] = [];
  for (const [field, fixed] of named.fixed) columns.push(...fixed.map((column) => ({ field, ...column })));
  for (const [field, suggested] of named.suggested) {
    columns.push(...choice.of(field, suggested).map(({ index }) => ({ field, index, by: 'alias' as const })));
  }
  return { columns, notes: [...named.notes, ...choice.notes] };
}
