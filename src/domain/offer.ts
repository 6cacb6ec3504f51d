import { z } from 'zod';
import { isCurrency } from '../core/money.js';

/** How firm the evidence of an offer is, from an advertisement to a pay slip. */
export const evidenceTiers = ['posted', 'verbal', 'written', 'accepted', 'paid'] as const;

/** The period a stated pay is for; `month-13` and `month-14` are monthly pay with a stated 13th or 14th salary. */
export const payPeriods = ['hour', 'day', 'week', 'month', 'month-13', 'month-14', 'year'] as const;

/** Whether tax is still in the figure; offers of different kinds are never pooled. */
export const taxKinds = ['gross', 'net', 'unknown'] as const;

/** What a figure includes: base pay, plus bonus, plus liquid equity and a fourth of the sign-on. */
export const payBases = ['basePay', 'totalCash', 'total'] as const;

export const workModes = ['onsite', 'hybrid', 'remote'] as const;

export const employments = ['employee', 'part-time', 'contractor', 'internship'] as const;

export type EvidenceTier = (typeof evidenceTiers)[number];
export type PayPeriod = (typeof payPeriods)[number];
export type TaxKind = (typeof taxKinds)[number];
export type PayBasis = (typeof payBases)[number];
export type WorkMode = (typeof workModes)[number];
export type Employment = (typeof employments)[number];

export const currencySchema = z.string().refine(isCurrency, 'an ISO 4217 currency code');

const minorUnits = z.int().nonnegative();

/**
 * The pay of one offer, as stated. Amounts are minor units of `currency`. `payMin = payMax` is a point; a missing
 * bound is an open end ("from 60,000" has no `payMax`). Absent is unknown, zero is zero.
 */
export const payShape = {
  payMin: minorUnits.optional(),
  payMax: minorUnits.optional(),
  currency: currencySchema.optional(),
  period: z.enum(payPeriods).optional(),
  /** Hours a week. */
  hours: z.number().positive().max(168).optional(),
  tax: z.enum(taxKinds).optional(),
  evidenceTier: z.enum(evidenceTiers).optional(),
  /** A year, as are the two below but for the sign-on, which is paid once. */
  bonus: minorUnits.optional(),
  equityPerYear: minorUnits.optional(),
  signOn: minorUnits.optional(),
};
