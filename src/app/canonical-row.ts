import { toMajor } from '../core/money.js';
import type { CsvField, Entry } from '../domain/entry.js';

/** A list as a cell that reads back as the same list. */
function listCell(items: readonly string[] | undefined): string | undefined {
  if (items === undefined) return undefined;
  return items.length === 0 ? 'none' : items.join('; ');
}

function payCells({ payMin, payMax, currency = '' }: Entry): Partial<Record<CsvField, string>> {
  const major = (minor: number): string => String(toMajor(minor, currency));
  if (payMin !== undefined && payMin === payMax) return { pay: major(payMin) };
  return {
    ...(payMin === undefined ? {} : { pay_min: major(payMin) }),
    ...(payMax === undefined ? {} : { pay_max: major(payMax) }),
  };
}

/** The fields whose cell is not simply the text of the entry's value. */
function specialCells(entry: Entry): Partial<Record<CsvField, string | undefined>> {
  const money = (minor: number | undefined): string | undefined =>
    minor === undefined ? undefined : String(toMajor(minor, entry.currency ?? ''));
  return {
    skills: listCell(entry.skills),
    skills_asked: listCell(entry.skillsAsked),
    skills_missed: listCell(entry.skillsMissed),
    bonus: money(entry.bonus),
    equity_per_year: money(entry.equityPerYear),
    sign_on: money(entry.signOn),
    asked_pay: money(entry.askedPay),
    accepted_pay: money(entry.acceptedPay),
    pay: undefined,
    pay_min: undefined,
    pay_max: undefined,
    ...payCells(entry),
  };
}

const camelCase = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * An entry as a row of the canonical CSV: the text of each field, empty where it is unknown. Reading it back gives the
 * same entry.
 */
export function canonicalRow(entry: Entry, fields: readonly CsvField[]): string[] {
  const special = specialCells(entry);
  const plain = entry as Readonly<Record<string, unknown>>;
  return fields.map((field) => {
    const value = field in special ? special[field] : plain[camelCase(field)];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}
