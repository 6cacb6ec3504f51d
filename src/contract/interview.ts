import { z } from 'zod';
import { calendarDateSchema } from '../domain/calendar-date.js';
import { entrySchema } from '../domain/entry.js';
import { interviewOutcomes } from '../domain/interview.js';
import { employments, evidenceTiers, payPeriods, taxKinds, workModes } from '../domain/offer.js';

// A lone half of a surrogate pair has no bytes, so it could not be kept as it came.
const wellFormed = (text: string): boolean => !/\p{Surrogate}|\0/u.test(text);

const textOf = (length: number): z.ZodString =>
  z.string().min(1).max(length).refine(wellFormed, 'text of whole characters');

const text = textOf(2000).optional();
const list = z.array(textOf(200)).max(100).optional();
const money = z.number().nonnegative().max(1e13).optional();
const amounts = {
  payMin: money,
  payMax: money.meta({ description: 'A point has both bounds alike; a missing bound is an open end.' }),
  bonus: money.meta({ description: 'A year.' }),
  equityPerYear: money,
  signOn: money.meta({ description: 'Once.' }),
  askedPay: money.meta({ description: 'What you asked for, for `period`.' }),
  acceptedPay: money,
};
const rating = z.number().min(1).max(5).optional();

/** What an interview told, as people give it: any part may be missing. Money is in major units of `currency`. */
const givenFields = {
  date: calendarDateSchema.optional().meta({ example: '2026-05-12' }),
  employer: text,
  title: text.meta({
    description: 'A job title; it is parsed into role and level where those are not given.',
  }),
  role: text,
  level: text,
  years: z.number().min(0).max(80).optional(),
  skills: list,
  location: text,
  country: text.meta({ description: 'By name or code.' }),
  workMode: z.enum(workModes).optional(),
  employment: z.enum(employments).optional(),
  evidenceTier: z.enum(evidenceTiers).optional(),
  ...amounts,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  period: z.enum(payPeriods).optional(),
  hours: z.number().positive().max(168).optional().meta({ description: 'A week.' }),
  tax: z.enum(taxKinds).optional(),
  industry: text,
  stage: text.meta({ description: 'The furthest stage reached.' }),
  outcome: z.enum(interviewOutcomes).optional(),
  skillsAsked: list,
  skillsMissed: list,
  interviewer: text,
  interviewerRole: text,
  followUpOn: calendarDateSchema.optional(),
  culture: rating,
  workLifeBalance: rating,
  development: rating,
  manager: rating,
  commute: rating,
  notes: textOf(10_000).optional(),
};

/** An interview outcome, an offer, or both, to be kept. `pay` gives both bounds at once. */
export const givenInterviewSchema = z.strictObject({ ...givenFields, pay: money }).meta({
  id: 'GivenInterview',
  description:
    'An interview outcome, an offer, or both: it holds a stage, an outcome or a pay. A pay needs a currency and a period. Money is in major units; `pay` gives both bounds at once.',
});

/** Changes to an interview: a field that is absent stays, null removes one. */
export const interviewChangesSchema = z
  .strictObject(
    Object.fromEntries(
      Object.entries({ ...givenFields, pay: money }).map(([field, schema]) => [
        field,
        schema.unwrap().nullable().optional(),
      ]),
    ),
  )
  .meta({
    id: 'InterviewChanges',
    description: 'Changes to an interview: absent fields stay, null removes one.',
  });

/** An interview as it is kept, in the words of the vocabulary. */
export const interviewSchema = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{32}$/),
    ...entrySchema.omit({ id: true, contributor: true }).shape,
    ...amounts,
    batch: z.int().positive().optional().meta({
      description: 'The import that brought this version; where pay is shared, for an admin alone.',
    }),
  })
  .meta({ id: 'Interview', description: 'One of your interviews, as it is kept.' });

export type GivenInterview = z.infer<typeof givenInterviewSchema>;
export type InterviewDocument = z.infer<typeof interviewSchema>;
