import { z } from 'zod';
import { currencySchema, employments, workModes } from './offer.js';

/** Who one is on the market; saved once, it gives other questions their defaults. */
export const profileSchema = z.strictObject({
  role: z.string().min(1).optional(),
  level: z.string().min(1).optional(),
  skills: z.array(z.string().min(1)).optional(),
  location: z.string().min(1).optional(),
  country: z.string().min(1).optional(),
  years: z.number().min(0).max(80).optional(),
  employer: z.string().min(1).optional(),
  workMode: z.enum(workModes).optional(),
  employment: z.enum(employments).optional(),
  currency: currencySchema.optional(),
});

export type Profile = z.infer<typeof profileSchema>;
