import { z } from 'zod';
import { planRequestSchema } from '../domain/plan.js';
import { worthQuerySchema } from '../domain/worth-query.js';

const query = worthQuerySchema.shape;
/** Not of blanks alone. */
const name = z.string().min(1).max(200).regex(/\S/, 'Expected a name, not blanks alone');
const text = name.optional();
const skills = z.array(name).max(50).optional();

/**
 * The parameters that say whom a question is about and how to answer it. What is left out comes from the saved
 * profile.
 */
export const worthParameters = {
  role: text.meta({
    description: 'Role or job title. Needed unless the profile has one.',
    example: 'Backend Engineer',
  }),
  level: text.meta({ description: 'Level, as the offers name it.', example: 'senior' }),
  skills: skills.meta({ description: 'Skills; repeat the parameter.', example: ['Kafka', 'Kubernetes'] }),
  skill: skills.meta({ description: 'The same as `skills`, by the name it has on the command line.' }),
  location: text.meta({ description: 'City or region.', example: 'Berlin' }),
  country: text.meta({ description: 'Country, by name or code.', example: 'DE' }),
  years: query.years.meta({ description: 'Years of experience.', example: 8 }),
  employer: text.meta({ description: 'Price an offer of this employer.' }),
  workMode: query.workMode.meta({ description: 'Where the work is done.' }),
  employment: query.employment.meta({ description: 'How one is employed.' }),
  pay: query.pay.meta({
    description: 'A pay to place on the market, in major units, for `period`.',
    example: 80000,
  }),
  period: query.period.unwrap().optional().meta({ description: 'What `pay` is for; a year unless said.' }),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .optional()
    .meta({ description: 'Answer from offers in this currency (ISO 4217).' }),
  tax: query.tax.meta({ description: 'Answer from offers before or after tax.' }),
  basis: query.basis.meta({ description: 'What the pay includes.' }),
  asOf: z
    .string()
    .min(4)
    .max(10)
    .optional()
    .meta({ description: 'The date to answer for, such as 2026-06; that of the newest offer unless said.' }),
  quantile: query.quantile
    .unwrap()
    .optional()
    .meta({ description: 'Definition of a percentile; `hd` unless said.' }),
};

export const worthParametersSchema = z.strictObject({
  ...worthParameters,
  trend: z.boolean().optional().meta({
    description: 'Adds the middle of each quarter that the role has offers from, or that is released.',
  }),
});

const { role, level, location, country, workMode, currency, tax, basis, asOf } = worthParameters;

/** The parameters of questions about skills: whose role, where, and which offers pay is learnt from. */
export const demandParametersSchema = z.strictObject({
  role,
  level,
  location,
  country,
  workMode,
  asOf,
});

export const comparisonParametersSchema = z.strictObject({
  role,
  level,
  have: skills.meta({
    description: 'The skills you have; repeat the parameter. Those of the profile unless said.',
    example: ['Kafka', 'Kubernetes'],
  }),
  location,
  country,
  years: worthParameters.years,
  workMode,
  employment: worthParameters.employment,
  currency,
  tax,
  basis,
  asOf,
});

const plan = planRequestSchema.shape;

/** An offer in hand as one parameter: `NAME=BASE[,BONUS,EQUITY,SIGNON]`, a year, in major units. */
const offerText = z
  .string()
  .max(300)
  .regex(/^[^=]+=\d{1,13}(\.\d{1,4})?(,\d{1,13}(\.\d{1,4})?){0,3}$/);

export const guidanceParametersSchema = z.strictObject({
  ...worthParameters,
  targetPercentile: plan.targetPercentile.meta({
    description: 'Where on the market to ask; 75 unless said, or 50 with low confidence.',
  }),
  offer: z
    .array(offerText)
    .max(20)
    .optional()
    .meta({
      description: 'Offers in hand, a year: NAME=BASE[,BONUS,EQUITY,SIGNON]; repeat the parameter.',
      example: ['Fjord Pay=84000,4000'],
    }),
  walkAway: plan.walkAway.meta({ description: 'Below this you leave, a year.', example: 78000 }),
  stated: z.array(z.number().positive().max(1e13)).max(50).optional().meta({
    description: 'Numbers already named to the other side, a year, in order; repeat the parameter.',
  }),
});

export type WorthParameters = z.output<typeof worthParametersSchema>;
export type ComparisonParameters = z.output<typeof comparisonParametersSchema>;
export type GuidanceParameters = z.output<typeof guidanceParametersSchema>;
