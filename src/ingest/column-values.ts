import type { CsvField } from '../domain/entry.js';
import type { Policy } from '../domain/policy.js';
import { ok } from '../core/result.js';
import type { Reading } from '../vocabulary/reading.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ColumnStyle } from './column-style.js';
import { amountFields, listFields, plainReaders, type PlainField } from './field-reader.js';

/** A reader of any field's cells, for those who ask only whether they can be read. */
export function fieldReader(
  field: CsvField,
  style: ColumnStyle,
  vocabulary: Vocabulary,
  policy: Policy,
): (cell: string) => Reading<unknown> {
  if (field === 'currency') return (cell) => vocabulary.currency(cell);
  if (listFields.includes(field)) return (cell) => ok(vocabulary.skills(cell));
  if ((amountFields as readonly CsvField[]).includes(field))
    return (cell) => vocabulary.pay(cell, style.number);
  return plainReaders(vocabulary, style, policy.periods.fullTimeWeek)[field as PlainField];
}
