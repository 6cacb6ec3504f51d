import { z } from 'zod';
import { calendarDateSchema } from './calendar-date.js';
import { currencySchema, employments, payBases, payPeriods, workModes } from './offer.js';

/** Definitions of a sample quantile: Harrell-Davis, and types 7 (Excel, NumPy, R) and 8 of Hyndman and Fan. */
export const quantileMethods = ['hd', 'hf7', 'hf8'] as const;

export type QuantileMethod = (typeof quantileMethods)[number];

/** The percentiles an estimate gives. */
export const standardPercentiles = [10, 25, 50, 75, 90] as const;

/** The question "what am I worth?": a profile, what to compare with, and how to answer. */
export const worthQuerySchema = z.strictObject({
  role: z.string().min(1),
  level: z.string().min(1).optional(),
  skills: z.array(z.string().min(1)).optional(),
  location: z.string().min(1).optional(),
  country: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  city: z.string().min(1).optional(),
  years: z.number().min(0).max(80).optional(),
  employer: z.string().min(1).optional(),
  workMode: z.enum(workModes).optional(),
  employment: z.enum(employments).optional(),
  /** A pay to place on the market, in major units of the answer's currency, for `period`. */
  pay: z.number().positive().max(1e13).optional(),
  period: z.enum(payPeriods).default('year'),
  currency: currencySchema.optional(),
  tax: z.enum(['gross', 'net', 'unknown']).optional(),
  basis: z.enum(payBases).optional(),
  asOf: calendarDateSchema.optional(),
  quantile: z.enum(quantileMethods).default('hd'),
  trend: z.boolean().default(false),
});

export type WorthQuery = z.infer<typeof worthQuerySchema>;
