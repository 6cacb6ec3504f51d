import { toMajor } from '../core/money.js';
import type { Entry } from '../domain/entry.js';

/** The fields of an entry that hold an amount. */
export const moneyFields = [
  'payMin',
  'payMax',
  'bonus',
  'equityPerYear',
  'signOn',
  'askedPay',
  'acceptedPay',
] as const;

/** An entry as it is given out in JSON: money in major units of its currency, unknown fields absent. */
export function entryJson(entry: Entry): Entry {
  const money = moneyFields.flatMap((field) => {
    const minor = entry[field];
    return minor === undefined ? [] : [[field, toMajor(minor, entry.currency ?? '')] as const];
  });
  return { ...entry, ...Object.fromEntries(money) };
}
