import { ascendingOrder } from '../stats/ascending-order.js';
import type { OfferColumns } from './columns.js';
import type { ModelledOffers } from './offers.js';
import { RowsBy, RowsBySkill } from './rows-by.js';

/** Rows with a date come newest first, then those without; ties in key order. */
function newestFirst({ day }: OfferColumns, rows: Uint32Array): Uint32Array {
  const order = ascendingOrder(Float64Array.from(rows, (row) => -day[row]!));
  return order.map((i) => rows[i]!);
}

/** Lists of offers that answers are looked up in, each in the order that it is read in. */
export class OfferIndex {
  /** Plausible offers, newest first. */
  readonly all: Uint32Array;
  readonly byFamily: RowsBy;
  readonly byFamilyCountry: RowsBy;
  readonly byRole: RowsBy;
  readonly byRoleCountry: RowsBy;
  readonly byRoleLevel: RowsBy;
  readonly byRoleLevelCountry: RowsBy;
  readonly bySkillRole: RowsBySkill;
  /** The others, in key order. */
  readonly implausible: Uint32Array;

  constructor({ columns, implausible }: ModelledOffers) {
    const rows = Uint32Array.from({ length: columns.rows }, (_, row) => row);
    const { role, level, country, family } = columns;
    this.all = newestFirst(
      columns,
      rows.filter((row) => implausible[row] === 0),
    );
    this.byFamily = new RowsBy([family], this.all);
    this.byFamilyCountry = new RowsBy([family, country], this.all);
    this.byRole = new RowsBy([role], this.all);
    this.byRoleCountry = new RowsBy([role, country], this.all);
    this.byRoleLevel = new RowsBy([role, level], this.all);
    this.byRoleLevelCountry = new RowsBy([role, level, country], this.all);
    this.bySkillRole = new RowsBySkill(columns, this.all);
    this.implausible = rows.filter((row) => implausible[row] === 1);
  }
}
