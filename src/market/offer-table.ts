import type { Policy } from '../domain/policy.js';
import type { EntryChanges } from '../domain/ports.js';
import { ascendingOrder } from '../stats/ascending-order.js';
import type { CodedBuilder, SetsBuilder } from './coded-builder.js';
import { codesInKeyOrder } from './codes-in-key-order.js';
import { ColumnsBuilder, inverse, type OwnLandings } from './columns-builder.js';
import type { CodedColumn, CodedSets, OfferColumns } from './columns.js';
import { editedList, inOrder, placeOf, type RowChanges } from './edited-list.js';
import { compareKeys, KEY_WORDS, keyWord } from './entry-key.js';
import { landingPositions, type Landing, type LandingPosition } from './landing.js';
import { newestFirst } from './offer-index.js';
import { RowsBy } from './rows-by.js';
import { currentOffers } from './supersession.js';

/** The offers of a store as plain data. */
export interface TableSnapshot {
  readonly columns: OfferColumns;
  readonly ownLandings: OwnLandings;
  readonly byKey: Uint32Array;
}

/** What followed a table, and how its current offers differ. */
export interface EditedTable {
  readonly table: OfferTable;
  readonly changes: RowChanges;
}

/** Rows that are no more are put up with up to this part of all rows. */
const MOST_DEAD = 0.2;

/**
 * The offers of a store, superseded ones included. Never changed: an import that lands makes another table, which goes
 * on from the columns of this one. Rows keep their numbers; their order in all that is worked out is that of their keys.
 */
export class OfferTable {
  readonly columns: OfferColumns;
  /** Rows of the current offers, in key order. */
  readonly current: Uint32Array;
  /** By tier of evidence. */
  readonly landings: readonly LandingPosition[];
  readonly #ownLandings: OwnLandings;
  #inKeyOrder: OfferColumns | undefined;

  /**
   * @param byKey rows of the store's offers, in key order
   * @param spellingsKnown whether the builder has seen every row and knows how it was spelt
   */
  private constructor(
    private readonly builder: ColumnsBuilder,
    private readonly spellingsKnown: boolean,
    private readonly byKey: Uint32Array,
  ) {
    this.columns = builder.take();
    this.#ownLandings = builder.takeLandings();
    const { rows, landings } = currentOffers(this.columns, this.byKey);
    this.current = rows;
    this.landings = landingPositions([...this.#landingsByKey(), ...landings]);
  }

  /**
   * The offers of a role and level come to lie together, newest first, as answers read them: memory is read in its
   * order. In which order rows lie changes no answer.
   *
   * @param builder that all offers were added to, in key order
   */
  static of(builder: ColumnsBuilder): OfferTable {
    const columns = builder.take();
    const all = Uint32Array.from({ length: columns.rows }, (_, row) => row);
    const order = RowsBy.of([columns.role, columns.level], newestFirst(columns, all)).grouped.rows;
    builder.reorder(order);
    return new OfferTable(builder, true, inverse(order));
  }

  /** The table that a snapshot was taken from. */
  static from(
    { columns, ownLandings, byKey }: TableSnapshot,
    policy: Policy,
    familyOf: (role: string) => string | null,
  ): OfferTable {
    const builder = new ColumnsBuilder(policy, familyOf, { columns, landings: ownLandings });
    return new OfferTable(builder, false, byKey);
  }

  /** The columns with codes in the order of keys, made when they are first asked for. */
  get inKeyOrder(): OfferColumns {
    return (this.#inKeyOrder ??= codesInKeyOrder(this.columns, this.byKey));
  }

  snapshot(): TableSnapshot {
    return { columns: this.columns, ownLandings: this.#ownLandings, byKey: this.byKey };
  }

  /**
   * The table after changes of the store, the same to all who ask as one built anew; null where only building anew
   * gives that: a value is gone or would be spelt otherwise, or another table has gone on from this one.
   */
  edited({ entries, gone }: EntryChanges): EditedTable | null {
    const { builder, columns } = this;
    if (builder.rows !== columns.rows) return null;
    const leaving = this.#rowsOf([...gone, ...entries.map(({ key }) => key)]);
    if (leaving.length > 0 && !this.#spelledAlike(leaving)) return null;
    for (const { spellings } of builders(builder)) spellings.takeFirst();
    builder.add(entries);
    const all = builder.take();
    const coming = Array.from({ length: all.rows - columns.rows }, (_, i) => columns.rows + i);
    const order = (a: number, b: number): number => compareKeys(all.keys, a, b);
    const byKey = editedList(this.byKey, inOrder({ leaving, coming }, order), order);
    if (byKey.length < (1 - MOST_DEAD) * all.rows || !spelledAsBefore(builder, all, byKey)) return null;
    if (leaving.length > 0 && valueIsGone(all, byKey)) return null;
    const table = new OfferTable(builder, this.spellingsKnown, byKey);
    const allCurrent = this.current === this.byKey && table.current === byKey;
    return { table, changes: allCurrent ? { leaving, coming } : this.#changesTo(table) };
  }

  /** Which rows are no longer current and which have become so. */
  #changesTo(next: OfferTable): RowChanges {
    const [was, is] = [new Uint8Array(next.columns.rows), new Uint8Array(next.columns.rows)];
    for (const row of this.current) was[row] = 1;
    for (const row of next.current) is[row] = 1;
    const only = (rows: Uint32Array, others: Uint8Array): number[] => [
      ...rows.filter((row) => others[row] === 0),
    ];
    return { leaving: only(this.current, is), coming: only(next.current, was) };
  }

  /** The rows that have these keys; a key that no offer has is left out. */
  #rowsOf(keys: readonly string[]): number[] {
    const { keys: words } = this.columns;
    return keys.flatMap((key) => {
      const asked = Array.from({ length: KEY_WORDS }, (_, word) => keyWord(key, word));
      const difference = (row: number): number => {
        const word = asked.findIndex((value, i) => words[row * KEY_WORDS + i] !== value);
        return word < 0 ? 0 : words[row * KEY_WORDS + word]! - asked[word]!;
      };
      const row = this.byKey[placeOf(this.byKey, 0, this.byKey.length, -1, difference)];
      return row !== undefined && difference(row) === 0 ? [row] : [];
    });
  }

  /** Whether all rows that share a value with some rows spell it as they do. */
  #spelledAlike(rows: readonly number[]): boolean {
    if (!this.spellingsKnown) return false;
    const { coded, skills } = this.builder;
    const { offsets, codes } = this.columns.skills;
    return rows.every(
      (row) =>
        Object.entries(coded).every(
          ([name, { spellings }]) =>
            !spellings.codes.has(this.columns[name as keyof typeof coded].codes[row]!),
        ) &&
        codes.subarray(offsets[row], offsets[row + 1]).every((code) => !skills.spellings.codes.has(code)),
    );
  }

  /** Where accepted pay fell in the ranges of its own entries, in key order. */
  *#landingsByKey(): Generator<Landing> {
    const { rows, tiers, places } = this.#ownLandings;
    if (rows.length === 0) return;
    const placeByKey = new Int32Array(this.columns.rows).fill(-1);
    this.byKey.forEach((row, place) => (placeByKey[row] = place));
    for (const i of ascendingOrder(Float64Array.from(rows, (row) => placeByKey[row]!))) {
      if (placeByKey[rows[i]!]! >= 0) yield { tier: tiers[i]!, place: places[i]! };
    }
  }
}

function builders({ coded, skills }: ColumnsBuilder) {
  return [...Object.values(coded), skills];
}

type HasCode = (row: number, code: number) => boolean;

function hasCode({ offsets, codes }: CodedSets): HasCode {
  return (row, code) => {
    for (let k = offsets[row]!; k < offsets[row + 1]!; k++) if (codes[k] === code) return true;
    return false;
  };
}

/** Whether the first row of no value is a new one that spells it otherwise than the dictionary. */
function spelledAsBefore(
  { coded, skills }: ColumnsBuilder,
  columns: OfferColumns,
  byKey: Uint32Array,
): boolean {
  const kept = ({ spellings }: CodedBuilder | SetsBuilder, has: HasCode): boolean =>
    [...spellings.takeFirst()].every(([code, other]) => byKey.find((row) => has(row, code)) !== other);
  return (
    Object.entries(coded).every(([name, column]) => {
      const { codes } = columns[name as keyof typeof coded];
      return kept(column, (row, code) => codes[row] === code);
    }) && kept(skills, hasCode(columns.skills))
  );
}

/** Whether some value is that of no row any more. */
function valueIsGone(columns: OfferColumns, rows: Uint32Array): boolean {
  const isCoded = (column: unknown): column is CodedColumn =>
    typeof column === 'object' && column !== null && 'codes' in column && !('offsets' in column);
  const missing = (values: readonly string[], mark: (seen: Uint8Array) => void): boolean => {
    const seen = new Uint8Array(values.length);
    mark(seen);
    return seen.indexOf(0, 1) >= 0;
  };
  const { offsets, codes, values } = columns.skills;
  return (
    Object.values(columns)
      .filter(isCoded)
      .some((column) =>
        missing(column.values, (seen) => {
          for (const row of rows) seen[column.codes[row]!] = 1;
        }),
      ) ||
    missing(values, (seen) => {
      for (const row of rows) for (let k = offsets[row]!; k < offsets[row + 1]!; k++) seen[codes[k]!] = 1;
    })
  );
}
