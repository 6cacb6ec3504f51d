import { dayNumber } from '../core/calendar-date.js';
import type { Entry } from '../domain/entry.js';
import { taxKinds } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import type { StoredEntry } from '../domain/ports.js';
import { annualOffer, type AnnualOffer } from './annual-offer.js';
import { CodedBuilder, SetsBuilder } from './coded-builder.js';
import {
  codedColumns,
  UNKNOWN_DAY,
  UNKNOWN_YEARS,
  type CodedColumn,
  type CodedName,
  type OfferColumns,
} from './columns.js';
import { KEY_WORDS, keyWord } from './entry-key.js';
import { float32, float64, int32, uint32, uint8 } from './growing.js';
import type { Landing } from './landing.js';
import { placeNames } from './place-names.js';

const UNKNOWN_TAX = taxKinds.indexOf('unknown');

/** Where each number of an order stands. */
export function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  return places;
}

/** Day numbers that are remembered at a time. */
const MOST_DATES = 20_000;

/** Where accepted pay fell in the ranges of its own entries. */
export interface OwnLandings {
  readonly rows: Uint32Array;
  /** Of the evidence that offered the range. */
  readonly tiers: Uint8Array;
  readonly places: Float64Array;
}

function codedBuilders(columns?: OfferColumns): Record<CodedName, CodedBuilder> {
  return Object.fromEntries(codedColumns.map((name) => [name, new CodedBuilder(columns?.[name])])) as Record<
    CodedName,
    CodedBuilder
  >;
}

/**
 * Turns stored entries into columns of offers, without keeping an object a row. Entries without an offer are left out.
 * Columns that were taken do not change when more is added.
 */
export class ColumnsBuilder {
  readonly coded: Readonly<Record<CodedName, CodedBuilder>>;
  readonly skills: SetsBuilder;
  readonly #keys;
  readonly #small;
  readonly #amounts;
  readonly #landings;
  readonly #days = new Map<string, number>();
  #rows: number;
  #landed: number;

  /** @param begun columns to go on from, with their landings */
  constructor(
    private readonly policy: Policy,
    private readonly familyOf: (role: string) => string | null,
    begun?: { readonly columns: OfferColumns; readonly landings: OwnLandings },
  ) {
    const columns = begun?.columns;
    this.coded = codedBuilders(columns);
    this.skills = new SetsBuilder(columns?.skills);
    this.#keys = uint32(columns?.keys);
    this.#small = {
      tier: uint8(columns?.tier),
      tax: uint8(columns?.tax),
      day: int32(columns?.day),
      years: float32(columns?.years),
    };
    this.#amounts = {
      payMin: float64(columns?.payMin),
      payMax: float64(columns?.payMax),
      bonus: float64(columns?.bonus),
      equity: float64(columns?.equity),
      signOn: float64(columns?.signOn),
    };
    const { rows, tiers, places } = begun?.landings ?? {};
    this.#rows = columns?.rows ?? 0;
    this.#landed = rows?.length ?? 0;
    this.#landings = { rows: uint32(rows), tiers: uint8(tiers), places: float64(places) };
  }

  /** Offers added so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds the next entries. */
  add(chunk: readonly StoredEntry[]): void {
    this.#reserve(this.#rows + chunk.length);
    for (const { key, entry } of chunk) {
      const offer = annualOffer(entry, this.policy);
      if (!offer) continue;
      const row = this.#rows++;
      if (offer.landing) this.#addLanding(row, offer.landing);
      const keys = this.#keys.numbers;
      for (let word = 0; word < KEY_WORDS; word++) keys[row * KEY_WORDS + word] = keyWord(key, word);
      this.#setTexts(row, entry);
      this.#setNumbers(row, entry, offer);
    }
  }

  /** Puts the offers in another order: at each place the one of the place that `order` names. */
  reorder(order: Uint32Array): void {
    this.#keys.reorder(order, KEY_WORDS);
    this.skills.reorder(order);
    for (const column of Object.values(this.coded)) column.reorder(order);
    for (const column of Object.values(this.#small)) column.reorder(order);
    for (const column of Object.values(this.#amounts)) column.reorder(order);
    const places = inverse(order);
    const rows = this.#landings.rows.numbers;
    for (let i = 0; i < this.#landed; i++) rows[i] = places[rows[i]!]!;
  }

  /** Where accepted pay fell in the ranges of the entries added. */
  takeLandings(): OwnLandings {
    const count = this.#landed;
    const { rows, tiers, places } = this.#landings;
    return { rows: rows.take(count), tiers: tiers.take(count), places: places.take(count) };
  }

  #reserve(rows: number): void {
    this.#keys.reserve(rows * KEY_WORDS);
    this.skills.reserve(rows);
    for (const column of Object.values(this.coded)) column.reserve(rows);
    for (const column of Object.values(this.#small)) column.reserve(rows);
    for (const column of Object.values(this.#amounts)) column.reserve(rows);
  }

  #addLanding(row: number, { tier, place }: Landing): void {
    const at = this.#landed++;
    const { rows, tiers, places } = this.#landings;
    for (const column of [rows, tiers, places]) column.reserve(this.#landed);
    rows.numbers[at] = row;
    tiers.numbers[at] = tier;
    places.numbers[at] = place;
  }

  #setTexts(row: number, entry: Entry): void {
    const { coded } = this;
    const place = placeNames(entry);
    coded.role.set(row, entry.role);
    coded.family.set(row, entry.role === undefined ? null : this.familyOf(entry.role));
    coded.level.set(row, entry.level);
    coded.country.set(row, place.country);
    coded.region.set(row, place.region);
    coded.city.set(row, place.city);
    coded.employer.set(row, entry.employer);
    coded.workMode.set(row, entry.workMode);
    // Unknown employment counts as employee (METHOD 1).
    coded.employment.set(row, entry.employment ?? 'employee');
    coded.contributor.set(row, entry.contributor);
    coded.currency.set(row, entry.currency);
    this.skills.set(row, entry.skills);
  }

  #setNumbers(row: number, entry: Entry, offer: AnnualOffer): void {
    const { tier, tax, day, years } = this.#small;
    tier.numbers[row] = offer.tier;
    tax.numbers[row] = entry.tax === undefined ? UNKNOWN_TAX : taxKinds.indexOf(entry.tax);
    day.numbers[row] = entry.date === undefined ? UNKNOWN_DAY : this.#dayOf(entry.date);
    years.numbers[row] = entry.years ?? UNKNOWN_YEARS;
    const { payMin, payMax, bonus, equity, signOn } = this.#amounts;
    payMin.numbers[row] = offer.payMin;
    payMax.numbers[row] = offer.payMax;
    bonus.numbers[row] = offer.bonus;
    equity.numbers[row] = offer.equity;
    signOn.numbers[row] = offer.signOn;
  }

  /** Many offers are of the same day as the last ones. */
  #dayOf(date: string): number {
    let day = this.#days.get(date);
    if (day === undefined) {
      if (this.#days.size === MOST_DATES) this.#days.clear();
      this.#days.set(date, (day = dayNumber(date)));
    }
    return day;
  }

  /** The columns of all offers added, superseded ones included. */
  take(): OfferColumns {
    const rows = this.#rows;
    const { tier, tax, day, years } = this.#small;
    const { payMin, payMax, bonus, equity, signOn } = this.#amounts;
    const coded = Object.fromEntries(
      codedColumns.map((name) => [name, this.coded[name].take(rows)]),
    ) as Record<CodedName, CodedColumn>;
    return {
      ...coded,
      rows,
      keys: this.#keys.take(rows * KEY_WORDS),
      skills: this.skills.take(rows),
      tier: tier.take(rows),
      tax: tax.take(rows),
      day: day.take(rows),
      years: years.take(rows),
      payMin: payMin.take(rows),
      payMax: payMax.take(rows),
      bonus: bonus.take(rows),
      equity: equity.take(rows),
      signOn: signOn.take(rows),
    };
  }
}
