import { z } from 'zod';
import { isCurrency } from '../core/money.js';
import { MarketWorthError } from '../core/errors.js';
import { interviewOutcomes } from '../domain/interview.js';
import { employments, evidenceTiers, payPeriods, taxKinds, workModes } from '../domain/offer.js';

const names = z.array(z.string());
const nameTable = z.record(z.string(), names);
const currency = z.string().refine(isCurrency, 'an ISO 4217 currency code');
const cited = { source: z.string(), licence: z.string() };

/** Names by each of the given values; a value may be left out. */
function tableOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.partialRecord(z.enum(values), names);
}

/** The shape of each part of the vocabulary's data. */
export const vocabularyParts = {
  /** Words that stand for other words in a role (`eng` for `engineer`), and roles by family, each with its aliases. */
  roles: z.strictObject({
    words: z.record(z.string(), z.string()),
    families: z.record(z.string(), nameTable),
    /** The level that a role says by itself (CTO: executive). */
    levels: z.record(z.string(), z.string()),
    /** Signs of gender, hours, urgency and the like, which say nothing of the role. */
    noise: names,
    /** Of these, the ones that are no part of a role beside it either (`Remote Data Engineer`). */
    ends: names,
    /** Roles so general that a word beside them says which they are (`Developer, backend`). */
    general: names,
    /** Roles whose name, as the last word of an unknown role, tells its family (`Perl Developer`). */
    heads: names,
  }),
  levels: z.strictObject({
    levels: nameTable,
    /** Lowest first. */
    ranks: names,
    /** Aliases that count in a level column, but in a title belong to the role. */
    columnOnly: names,
    /** Levels that, behind a role that is not known, are part of its name (`Delivery Lead`). */
    titleSuffixes: names,
    /** How a role may begin that says its level (`Head of Anything`). */
    prefixes: z.record(z.string(), z.string()),
    roman: names,
    gradeWords: names,
  }),
  skills: z.strictObject({ skills: nameTable, none: names }),
  terms: z.strictObject({
    missing: names,
    noPay: names,
    workMode: tableOf(workModes),
    employment: tableOf(employments),
    employmentWeak: names,
    employmentNone: names,
    evidenceTier: tableOf(evidenceTiers),
    tax: tableOf(taxKinds),
    period: tableOf(payPeriods),
    stage: nameTable,
    outcome: tableOf(interviewOutcomes),
  }),
  currencies: z.strictObject({
    /** Signs and words of one currency. */
    signs: z.record(z.string(), currency),
    /** Signs and words that several currencies share, the likeliest first. */
    shared: z.record(z.string(), z.array(currency)),
    /** Codes that are words as well, and so codes only in capitals. */
    capitalsOnly: names,
  }),
  currencyNames: z.strictObject({ ...cited, names: nameTable }),
  pay: z.strictObject({
    times: z.record(z.string(), z.number().positive()),
    whole: z.record(
      z.string(),
      z.strictObject({ times: z.number().positive(), currency, period: z.enum(payPeriods).optional() }),
    ),
    from: names,
    to: names,
    upTo: names,
    weakFrom: names,
    and: names,
    between: names,
    orMore: names,
    approximately: names,
    noise: names,
  }),
  dates: z.strictObject({ months: z.array(names).length(12), noise: names, quarter: names }),
  places: z.strictObject({
    ...cited,
    countries: z.record(z.string(), z.strictObject({ currency: z.string(), names })),
    regions: nameTable,
    /** By country, the largest first: `name|number of its region|thousands of people|keys of other names...` */
    cities: nameTable,
  }),
  placeWords: z.strictObject({
    remote: names,
    noise: names,
    orRegion: names,
    countries: nameTable,
    regions: z.record(z.string(), nameTable),
    /** By `country|city`. */
    cities: nameTable,
    /** Names of more than one country, which say no place. */
    wider: names,
  }),
};

export type VocabularyData = {
  readonly [Part in keyof typeof vocabularyParts]: z.infer<(typeof vocabularyParts)[Part]>;
};

/** The data file of each part, beside one another in one folder. */
export const vocabularyFiles = {
  roles: 'roles.json',
  levels: 'levels.json',
  skills: 'skills.json',
  terms: 'terms.json',
  currencies: 'currencies.json',
  currencyNames: 'currency-names.json',
  pay: 'pay.json',
  dates: 'dates.json',
  places: 'places.json',
  placeWords: 'place-words.json',
} as const satisfies Record<keyof VocabularyData, string>;

/** The data, when they fit the schema; else VOCABULARY_INVALID, naming the first place that does not. */
export function checkedVocabulary(file: string, schema: z.ZodType, data: unknown): unknown {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const at = result.error.issues[0]!;
  throw new MarketWorthError(
    'VOCABULARY_INVALID',
    `${file}: ${at.path.join(' > ') || 'the whole file'}: ${at.message}. Correct the file.`,
    { file, issues: result.error.issues.map(({ path, message }) => ({ path, message })) },
  );
}

/**
 * The built-in data out of its files.
 *
 * @param read gives the parsed JSON of a file in the data folder
 * @throws MarketWorthError VOCABULARY_INVALID where a file is not of its shape
 */
export function readVocabularyData(read: (file: string) => unknown): VocabularyData {
  const entries = Object.entries(vocabularyFiles).map(([part, file]) => [
    part,
    checkedVocabulary(file, vocabularyParts[part as keyof VocabularyData], read(file)),
  ]);
  return Object.fromEntries(entries) as VocabularyData;
}
