import { dayNumber } from '../core/calendar-date.js';
import type { Entry } from '../domain/entry.js';
import { taxKinds } from '../domain/offer.js';
import type { Policy } from '../domain/policy.js';
import type { StoredEntry } from '../domain/ports.js';
import { annualOffer, type AnnualOffer } from './annual-offer.js';
import { CodedBuilder, SetsBuilder } from './coded-builder.js';
import { UNKNOWN_DAY, UNKNOWN_YEARS, type OfferColumns } from './columns.js';
import { float32, float64, int32, uint8 } from './growing.js';
import type { Landing } from './landing.js';
import { placeNames } from './place-names.js';

const UNKNOWN_TAX = taxKinds.indexOf('unknown');

/** Turns stored entries into columns of offers, without keeping an object a row. Entries without an offer are left out. */
export class ColumnsBuilder {
  /** Where accepted pay fell in the range of its own entry. */
  readonly landings: Landing[] = [];
  readonly #coded = {
    role: new CodedBuilder(),
    family: new CodedBuilder(),
    level: new CodedBuilder(),
    country: new CodedBuilder(),
    region: new CodedBuilder(),
    city: new CodedBuilder(),
    employer: new CodedBuilder(),
    workMode: new CodedBuilder(),
    employment: new CodedBuilder(),
    contributor: new CodedBuilder(),
    currency: new CodedBuilder(),
  };
  readonly #skills = new SetsBuilder();
  readonly #small = { tier: uint8(), tax: uint8(), day: int32(), years: float32() };
  readonly #amounts = {
    payMin: float64(),
    payMax: float64(),
    bonus: float64(),
    equity: float64(),
    signOn: float64(),
  };

  constructor(
    private readonly policy: Policy,
    private readonly familyOf: (role: string) => string | null,
  ) {}

  /** Adds the next entries, in key order. */
  add(chunk: readonly StoredEntry[]): void {
    for (const { entry } of chunk) {
      const offer = annualOffer(entry, this.policy);
      if (!offer) continue;
      this.#addTexts(entry);
      this.#addNumbers(entry, offer);
      if (offer.landing) this.landings.push(offer.landing);
    }
  }

  #addTexts(entry: Entry): void {
    const coded = this.#coded;
    const place = placeNames(entry);
    coded.role.push(entry.role);
    coded.family.push(entry.role === undefined ? null : this.familyOf(entry.role));
    coded.level.push(entry.level);
    coded.country.push(place.country);
    coded.region.push(place.region);
    coded.city.push(place.city);
    coded.employer.push(entry.employer);
    coded.workMode.push(entry.workMode);
    // Unknown employment counts as employee (METHOD 1).
    coded.employment.push(entry.employment ?? 'employee');
    coded.contributor.push(entry.contributor);
    coded.currency.push(entry.currency);
    this.#skills.push(entry.skills);
  }

  #addNumbers(entry: Entry, offer: AnnualOffer): void {
    const small = this.#small;
    small.tier.push(offer.tier);
    small.tax.push(entry.tax === undefined ? UNKNOWN_TAX : taxKinds.indexOf(entry.tax));
    small.day.push(entry.date === undefined ? UNKNOWN_DAY : dayNumber(entry.date));
    small.years.push(entry.years ?? UNKNOWN_YEARS);
    const amounts = this.#amounts;
    amounts.payMin.push(offer.payMin);
    amounts.payMax.push(offer.payMax);
    amounts.bonus.push(offer.bonus);
    amounts.equity.push(offer.equity);
    amounts.signOn.push(offer.signOn);
  }

  /** The columns of all offers added, superseded ones included. */
  take(): OfferColumns {
    const { tier, tax, day, years } = this.#small;
    const { payMin, payMax, bonus, equity, signOn } = this.#amounts;
    const coded = this.#coded;
    return {
      rows: tier.length,
      role: coded.role.take(),
      family: coded.family.take(),
      level: coded.level.take(),
      country: coded.country.take(),
      region: coded.region.take(),
      city: coded.city.take(),
      employer: coded.employer.take(),
      workMode: coded.workMode.take(),
      employment: coded.employment.take(),
      contributor: coded.contributor.take(),
      currency: coded.currency.take(),
      skills: this.#skills.take(),
      tier: tier.take(),
      tax: tax.take(),
      day: day.take(),
      years: years.take(),
      payMin: payMin.take(),
      payMax: payMax.take(),
      bonus: bonus.take(),
      equity: equity.take(),
      signOn: signOn.take(),
    };
  }
}
