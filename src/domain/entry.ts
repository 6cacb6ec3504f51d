import { z } from 'zod';
import { calendarDateSchema } from './calendar-date.js';
import { interviewShape } from './interview.js';
import { employments, payShape, workModes } from './offer.js';

const text = z.string().min(1).max(2000).optional();

/** Whom and what an entry is about. A `role` is canonical where the vocabulary knows it, as given where not. */
const subjectShape = {
  id: text,
  date: calendarDateSchema.optional(),
  employer: text,
  title: text,
  role: text,
  level: text,
  years: z.number().min(0).max(80).optional(),
  /** Absent is unknown; an empty list is "none". */
  skills: z.array(z.string().min(1)).optional(),
  /** The place as given. */
  location: text,
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2).optional(),
  region: text,
  city: text,
  workMode: z.enum(workModes).optional(),
  employment: z.enum(employments).optional(),
  industry: text,
  contributor: text,
};

/**
 * One row of a source: an interview outcome, an offer, or both, counted once. Every field may be absent, which means
 * unknown; an entry holds a pay or says something of an interview.
 */
export const entrySchema = z.strictObject({ ...subjectShape, ...payShape, ...interviewShape });

export type Entry = z.infer<typeof entrySchema>;

/** An entry with a usable pay. */
export type Offer = Entry & { readonly currency: string; readonly period: NonNullable<Entry['period']> };

/** Whether an entry holds a pay, whole or with one open end. */
export function isOffer(entry: Entry): entry is Offer {
  return entry.payMin !== undefined || entry.payMax !== undefined;
}

/** Whether an entry says something of an interview: a stage or an outcome. */
export function isInterview(entry: Entry): boolean {
  return entry.stage !== undefined || entry.outcome !== undefined;
}

/**
 * The fields of the canonical CSV, in its order, and of `--map` and `--set`. `pay` stands for a point or for a range
 * in one cell; `pay_min` and `pay_max` are its bounds.
 */
export const csvFields = [
  'id',
  'date',
  'employer',
  'title',
  'role',
  'level',
  'years',
  'skills',
  'location',
  'country',
  'work_mode',
  'employment',
  'evidence_tier',
  'pay',
  'pay_min',
  'pay_max',
  'currency',
  'period',
  'hours',
  'tax',
  'bonus',
  'equity_per_year',
  'sign_on',
  'industry',
  'contributor',
  'stage',
  'outcome',
  'asked_pay',
  'accepted_pay',
  'skills_asked',
  'skills_missed',
  'interviewer',
  'interviewer_role',
  'follow_up_on',
  'culture',
  'work_life_balance',
  'development',
  'manager',
  'commute',
  'notes',
] as const;

export type CsvField = (typeof csvFields)[number];
