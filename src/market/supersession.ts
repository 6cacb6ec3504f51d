import type { OfferColumns } from './columns.js';
import type { Landing } from './landing.js';

/** Which offers are current, and what the others tell about offered ranges. */
export interface CurrentOffers {
  /** Rows of current offers, ascending. */
  readonly rows: Uint32Array;
  /** Where the pay that followed fell in the range of a superseded offer. */
  readonly landings: readonly Landing[];
}

/** Whether row `a` supersedes row `b`: firmer, then later; of equals the first in key order stands. */
function supersedes(columns: OfferColumns, a: number, b: number): boolean {
  const { tier, day } = columns;
  if (tier[a] !== tier[b]) return tier[a]! > tier[b]!;
  return day[a] === day[b] ? a < b : day[a]! > day[b]!;
}

/** The place of a firmer point pay in an earlier range, or null where they do not compare. */
function landing(columns: OfferColumns, earlier: number, current: number): Landing | null {
  const { payMin, payMax, tier, tax, currency } = columns;
  const width = payMax[earlier]! - payMin[earlier]!;
  const isRange = width > 0 && width < Infinity && payMin[earlier]! > 0;
  const isPoint = payMin[current] === payMax[current];
  const comparable = tax[earlier] === tax[current] && currency.codes[earlier] === currency.codes[current];
  if (!isRange || !isPoint || !comparable || tier[earlier]! >= tier[current]!) return null;
  return { tier: tier[earlier]!, place: (payMin[current]! - payMin[earlier]!) / width };
}

/**
 * Finds the current offers (METHOD 1): of one contributor, employer and role, all three named in the data, only the
 * firmest, then latest; every other offer is current.
 */
export function currentOffers(columns: OfferColumns): CurrentOffers {
  const { contributor, employer, role } = columns;
  const group = (row: number): number | null => {
    const [c, e, r] = [contributor.codes[row]!, employer.codes[row]!, role.codes[row]!];
    return c && e && r ? (c * employer.values.length + e) * role.values.length + r : null;
  };
  const best = new Map<number, number>();
  for (let row = 0; row < columns.rows; row++) {
    const key = group(row);
    const standing = key === null ? undefined : best.get(key);
    if (key !== null && (standing === undefined || supersedes(columns, row, standing))) best.set(key, row);
  }
  const landings: Landing[] = [];
  const rows = new Uint32Array(columns.rows);
  let kept = 0;
  for (let row = 0; row < columns.rows; row++) {
    const key = group(row);
    const current = key === null ? row : best.get(key)!;
    const found = current === row ? null : landing(columns, row, current);
    if (found) landings.push(found);
    if (current === row) rows[kept++] = row;
  }
  return { rows: rows.slice(0, kept), landings };
}
