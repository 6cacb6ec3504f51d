import type { CalendarDate } from '../core/calendar-date.js';
import type { InterviewOutcome } from '../domain/interview.js';
import type { Employment, EvidenceTier, PayPeriod, TaxKind, WorkMode } from '../domain/offer.js';
import type { CurrencyHint, CurrencyReading } from './currency-text.js';
import type { DateStyle } from './date-style.js';
import type { NumberStyle } from './number-style.js';
import type { PayText } from './pay-text.js';
import type { Place } from './places.js';
import type { Reading } from './reading.js';
import type { TitleReading } from './title-text.js';

/** Readers of the texts of a row, by rules that are data. Pure; none throws for any text. */
export interface TextReaders {
  /** Parses a job title into role and level. */
  title(text: string): TitleReading;
  /** A role as given: trimmed, and a known alias replaced. */
  role(text: string): string;
  /** A level as given: trimmed, and variants of a plain level word (`Sr.`, `SENIOR`) unified; codes stay (`SE`). */
  level(text: string): string;
  /** The field of work of a role (`data`, `software engineering`), or null. */
  familyOf(role: string): string | null;
  /** A skill's short common name. */
  skill(text: string): string;
  /** The skills of a cell in its order, each once. `null` where the cell says nothing, `[]` where it says "none". */
  skills(cell: string): readonly string[] | null;
  /** The place a text names; `{}` where none is known. `country` (alpha-2) is what the row says elsewhere. */
  place(text: string, country?: string): Place;
  /** The alpha-2 code of a country's code or name in any of the known languages, or null. */
  country(text: string): string | null;
  workMode(text: string): Reading<WorkMode>;
  employment(text: string): Reading<Employment>;
  evidenceTier(text: string): Reading<EvidenceTier>;
  tax(text: string): Reading<TaxKind>;
  period(text: string): Reading<PayPeriod>;
  /** A currency's code; `code` is null with the candidates where a sign stands for several and no hint decides. */
  currency(text: string, hint?: CurrencyHint): Reading<CurrencyReading>;
  /** A stage's canonical name where known, else as given. */
  stage(text: string): Reading<string>;
  outcome(text: string): Reading<InterviewOutcome>;
  /** A plain number in the style of its column. */
  number(cell: string, style: NumberStyle): Reading<number>;
  /** A pay, a point or a range, with what the cell itself says of currency, period and tax. */
  pay(cell: string, style: NumberStyle): Reading<PayText>;
  date(cell: string, style: DateStyle): Reading<CalendarDate>;
  /** Whether a cell says that it holds no value: empty, `NA`, `-`, `Undisclosed`. */
  missing(cell: string): boolean;
}
