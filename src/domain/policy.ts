import { z } from 'zod';

/** Policy is data with a date and a source: what the product assumes where the data do not say. */
const cited = { asOf: z.string(), source: z.string() };

const periodsAYear = z.strictObject({
  hour: z.number().positive(),
  day: z.number().positive(),
  week: z.number().positive(),
  month: z.number().positive(),
  'month-13': z.number().positive(),
  'month-14': z.number().positive(),
  year: z.literal(1),
});

export const policySchema = z.strictObject({
  /** How many periods make a year, for employees and for contractors (who are not paid every working day). */
  periods: z.strictObject({
    ...cited,
    employee: periodsAYear,
    contractor: periodsAYear,
    /** Hours of a full-time week, where none are stated. */
    fullTimeWeek: z.number().positive(),
    weeksAYear: z.number().positive(),
  }),
  /** Pay a year outside these limits, in US dollars at the dated rates, is put in quarantine. */
  sanity: z.strictObject({ ...cited, currency: z.literal('USD'), minimum: z.number(), maximum: z.number() }),
  weights: z.strictObject({
    ...cited,
    recencyHalfLifeMonths: z.number().positive(),
    /** By evidence tier, from posted to paid. */
    evidenceTier: z.record(z.string(), z.number().min(0).max(1)),
    employerShareCap: z.number().gt(0).max(1),
    /** The sign-on counts for a fourth of itself a year. */
    signOnYears: z.number().positive(),
  }),
  labels: z.strictObject({
    ...cited,
    /** Relative half-width of the P50's interval, employers and median age a label needs. */
    high: z.strictObject({ halfWidth: z.number(), employers: z.number(), medianAgeMonths: z.number() }),
    medium: z.strictObject({ halfWidth: z.number(), employers: z.number() }),
    low: z.strictObject({ halfWidth: z.number() }),
    /** An exact cell that says this little of its own answer keeps the label at most `low`. */
    maxBorrowedShare: z.number(),
    /** Where fewer rows of a cohort name an employer, employers are not counted. */
    minEmployerCoverage: z.number(),
  }),
  negotiation: z.strictObject({
    ...cited,
    /** The percentile to ask for where the person picks none, by confidence. */
    targetPercentile: z.strictObject({ high: z.number(), medium: z.number(), low: z.number() }),
    /** A range that is said runs from the target to this multiple of it. */
    stretch: z.number().gt(1),
    /** An asking figure needs an interval no wider than this, as a relative half-width. */
    maxHalfWidth: z.number(),
    /** What working from home all week is worth, as a share of pay. */
    remoteShare: z.number().nonnegative(),
    /** The packages beside the one in base pay: days at home, and the part of the value paid as bonus or sign-on. */
    remoteDays: z.number().min(0).max(5),
    variablePart: z.number().gt(0).lt(1),
  }),
  /** What may be said of skills, and of what is asked for (METHOD 7). */
  skills: z.strictObject({
    ...cited,
    /** Of premiums that are stated, and of changes said to be there, at most this share is expected to be none. */
    falseRate: z.number().gt(0).lt(1),
    /** So many offers, and employers, with a skill and without it are needed to look at its premium. */
    tested: z.strictObject({ offers: z.int().positive(), employers: z.int().positive() }),
    /** A premium below this share of pay is not worth learning for. */
    littlePremium: z.number().gt(0).lt(1),
    /** What so large a share of offers asks for is expected of everyone. */
    expectedShare: z.number().gt(0).lt(1),
    /** A change of a share within so much is none that matters. */
    flatChange: z.number().gt(0).lt(1),
    /** A skill that fewer rows ask for cannot be said to rise or fall. */
    changeRows: z.int().positive(),
    /** With fewer peers a condition more is given up. */
    enoughPeers: z.int().positive(),
    /** A skill is one of a role's from this share of its rows on, and so many rows. */
    ofRole: z.strictObject({ share: z.number().gt(0).lt(1), rows: z.int().positive() }),
  }),
  /** What of a shared store may be published (METHOD 8). */
  release: z.strictObject({
    ...cited,
    /** The table, the least row first: who must stand behind a cell for which percentiles, rounded how. */
    rows: z.array(
      z.strictObject({
        /** Of contributors and of offers, each. */
        contributors: z.int().positive(),
        employers: z.int().positive(),
        percentiles: z.array(z.number().gt(0).lt(100)),
        /** A share: 0.01 is one percent. */
        rounding: z.number().gt(0).lt(1),
      }),
    ),
    /** No contributor and no employer has a larger share of the offers. */
    maxShare: z.number().gt(0).max(1),
    /** With fewer contributors a cell is released in one basis alone. */
    singleBasisBelow: z.int().positive(),
    countStep: z.int().positive(),
    /** Of intervals and bounds. */
    boundRounding: z.number().gt(0).lt(1),
    /** Shares of rows, and changes of them, are rounded to multiples of this. */
    shareStep: z.number().gt(0).lt(1),
    /** The fewest contributors of anything that is published, or that can be told by subtraction or over time. */
    presets: z.strictObject({
      team: z.strictObject({ fewest: z.int().positive() }),
      strict: z.strictObject({ fewest: z.int().positive() }),
    }),
    /** How often a server makes a new one. */
    everyHours: z.number().positive(),
  }),
});

export type Policy = z.infer<typeof policySchema>;

/** Dated exchange rates: units of each currency for one US dollar. */
export const exchangeRatesSchema = z.strictObject({
  source: z.string(),
  licence: z.string(),
  /** Oldest first. */
  tables: z.array(z.strictObject({ date: z.string(), perUsd: z.record(z.string(), z.number().positive()) })),
});

export type ExchangeRates = z.infer<typeof exchangeRatesSchema>;
