import type { OfferColumns } from './columns.js';
import type { Landing } from './landing.js';

/** Which offers are current, and what the others tell about offered ranges. */
export interface CurrentOffers {
  /** Rows of current offers, in key order. */
  readonly rows: Uint32Array;
  /** Where the pay that followed fell in the range of a superseded offer. */
  readonly landings: readonly Landing[];
}

/** Whether row `a` supersedes row `b`, which comes before it in key order: firmer, then later. */
function supersedes({ tier, day }: OfferColumns, a: number, b: number): boolean {
  return tier[a] === tier[b] ? day[a]! > day[b]! : tier[a]! > tier[b]!;
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

/** A number for each contributor, employer and role together; null for a row that does not name all three. */
function groupsOf({ contributor, employer, role }: OfferColumns): (row: number) => number | null {
  return (row) => {
    const [c, e, r] = [contributor.codes[row]!, employer.codes[row]!, role.codes[row]!];
    return c && e && r ? (c * employer.values.length + e) * role.values.length + r : null;
  };
}

/**
 * Finds the current offers (METHOD 1): of one contributor, employer and role, all three named in the data, only the
 * firmest, then latest, of equals the first in key order; every other offer is current.
 *
 * @param order rows in key order
 */
export function currentOffers(columns: OfferColumns, order: Uint32Array): CurrentOffers {
  if (columns.contributor.values.length === 1) return { rows: order, landings: [] };
  const groupOf = groupsOf(columns);
  const best = new Map<number, number>();
  for (const row of order) {
    const group = groupOf(row);
    const standing = group === null ? undefined : best.get(group);
    if (group !== null && (standing === undefined || supersedes(columns, row, standing)))
      best.set(group, row);
  }
  const landings: Landing[] = [];
  const rows = order.filter((row) => {
    const group = groupOf(row);
    const current = group === null ? row : best.get(group)!;
    const found = current === row ? null : landing(columns, row, current);
    if (found) landings.push(found);
    return current === row;
  });
  return { rows, landings };
}
