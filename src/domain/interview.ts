import { z } from 'zod';
import { calendarDateSchema } from './calendar-date.js';

/** How an application stands or ended. */
export const interviewOutcomes = [
  'pending',
  'rejected',
  'withdrawn',
  'ghosted',
  'offered',
  'accepted',
  'declined',
] as const;

/** The stages of an application that the vocabulary knows, in their usual order. */
export const interviewStages = [
  'applied',
  'screening',
  'assignment',
  'technical',
  'manager',
  'onsite',
  'references',
  'offer',
] as const;

export type InterviewOutcome = (typeof interviewOutcomes)[number];

const rating = z.number().min(1).max(5).optional();
const skillList = z.array(z.string().min(1)).optional();

/**
 * What an interview told beside pay. Pay that was asked for or accepted is in minor units of the row's currency, for
 * the row's period. Ratings of the workplace run from 1 (poor) to 5 (excellent).
 */
export const interviewShape = {
  /** The furthest stage reached, in the words of the vocabulary where it knows them. */
  stage: z.string().min(1).optional(),
  outcome: z.enum(interviewOutcomes).optional(),
  askedPay: z.int().nonnegative().optional(),
  acceptedPay: z.int().nonnegative().optional(),
  skillsAsked: skillList,
  skillsMissed: skillList,
  interviewer: z.string().min(1).optional(),
  interviewerRole: z.string().min(1).optional(),
  followUpOn: calendarDateSchema.optional(),
  culture: rating,
  workLifeBalance: rating,
  development: rating,
  manager: rating,
  commute: rating,
  notes: z.string().optional(),
};
