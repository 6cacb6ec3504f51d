import { ascendingOrder } from '../stats/ascending-order.js';
import { UNKNOWN_DAY, type CodedColumn, type OfferColumns } from './columns.js';
import { editedList, inOrder, type RowChanges, type RowOrder } from './edited-list.js';
import { compareKeys } from './entry-key.js';
import { Later } from './later.js';
import { RowsBy, RowsBySkill } from './rows-by.js';

/** Days further apart than this are sorted, not counted. */
const MOST_DAYS = 100_000;

/** How long before the newest an offer is from, in days; those without a date come after all others. */
function agesOf(
  { day }: OfferColumns,
  rows: Uint32Array,
): { readonly ages: Float64Array; readonly most: number } {
  let [newest, oldest] = [UNKNOWN_DAY, -UNKNOWN_DAY];
  for (let i = 0; i < rows.length; i++) {
    const from = day[rows[i]!]!;
    if (from === UNKNOWN_DAY) continue;
    if (from > newest) newest = from;
    if (from < oldest) oldest = from;
  }
  const most = newest < oldest ? 0 : newest - oldest + 1;
  const ages = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const from = day[rows[i]!]!;
    ages[i] = from === UNKNOWN_DAY ? most : newest - from;
  }
  return { ages, most };
}

/** Rows with a date come newest first, then those without; ties in the order given. */
export function newestFirst(columns: OfferColumns, rows: Uint32Array): Uint32Array {
  const { ages, most } = agesOf(columns, rows);
  if (most > MOST_DAYS) return ascendingOrder(ages).map((i) => rows[i]!);
  const next = new Uint32Array(most + 2);
  for (let i = 0; i < ages.length; i++) next[ages[i]! + 1]!++;
  for (let age = 0; age <= most; age++) next[age + 1]! += next[age]!;
  const ordered = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) ordered[next[ages[i]!]!++] = rows[i]!;
  return ordered;
}

/** Newest first, ties in key order. */
function dayOrderOf({ day, keys }: OfferColumns): RowOrder {
  return (a, b) => day[b]! - day[a]! || compareKeys(keys, a, b);
}

const groupings = {
  byFamily: ['family'],
  byFamilyCountry: ['family', 'country'],
  byRole: ['role'],
  byRoleCountry: ['role', 'country'],
  byRoleLevel: ['role', 'level'],
  byRoleLevelCountry: ['role', 'level', 'country'],
} as const;

type Grouping = keyof typeof groupings;
type By = (typeof groupings)[Grouping];

function columnsOf(columns: OfferColumns, by: By): CodedColumn[] {
  return by.map((column) => columns[column]);
}

function eachGrouping<Value>(valueOf: (by: By, name: Grouping) => Value): Record<Grouping, Value> {
  return Object.fromEntries(
    Object.entries(groupings).map(([name, by]) => [name, valueOf(by, name as Grouping)]),
  ) as Record<Grouping, Value>;
}

/** Lists of offers that answers are looked up in, each in the order that it is read in. Made when first asked for. */
export class OfferIndex {
  private constructor(
    /** Newest first. */
    readonly all: Uint32Array,
    private readonly lists: Readonly<Record<Grouping, Later<RowsBy>>>,
    private readonly bySkillRole: Later<RowsBySkill>,
  ) {}

  /** @param rows of the offers, in key order */
  static of(columns: OfferColumns, rows: Uint32Array): OfferIndex {
    const all = newestFirst(columns, rows);
    const lists = eachGrouping((by) => new Later(() => RowsBy.of(columnsOf(columns, by), all)));
    return new OfferIndex(
      all,
      lists,
      new Later(() => RowsBySkill.of(columns, lists.byRole.value.grouped.rows)),
    );
  }

  /** The offers that agree on the columns that a list is named for. */
  get(list: Grouping, ...codes: readonly number[]): Uint32Array {
    return this.lists[list].value.get(...codes);
  }

  /** The offers of a role that have a skill, and others of the role perhaps. */
  withSkill(skill: number, role: number): Uint32Array {
    return this.bySkillRole.valueIfOften?.get(skill, role) ?? this.get('byRole', role);
  }

  /** The same after some rows left and others came in, all of them rows of `columns`. */
  edited(columns: OfferColumns, changes: RowChanges): OfferIndex {
    const order = dayOrderOf(columns);
    const sorted = inOrder(changes, order);
    const all = editedList(this.all, sorted, order);
    const lists = eachGrouping((by, name) => {
      const [before, its] = [this.lists[name].made, columnsOf(columns, by)];
      return new Later(() => before?.edited(its, sorted, order) ?? RowsBy.of(its, all));
    });
    const skills = this.bySkillRole.made;
    const bySkillRole = new Later(
      () =>
        skills?.edited(columns, sorted, order) ?? RowsBySkill.of(columns, lists.byRole.value.grouped.rows),
    );
    return new OfferIndex(all, lists, bySkillRole);
  }
}
