import { z } from 'zod';
import { profileSchema } from '../../domain/profile.js';
import { givenInterviewSchema, interviewChangesSchema, interviewSchema } from '../interview.js';
import { pageOf, pageParameters } from '../page.js';
import type { RouteContract } from '../route.js';

export const interviewParams = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .meta({ description: 'The interview.' }),
});

const profile = profileSchema.meta({ id: 'Profile', description: 'Who one is on the market.' });

const exampleInterview = {
  date: '2026-05-12',
  employer: 'Fjord Pay',
  title: 'Senior Backend Engineer',
  location: 'Berlin',
  skills: ['Kafka', 'Kubernetes'],
  stage: 'offer',
  outcome: 'offered',
  pay: 84000,
  currency: 'EUR',
  period: 'year',
  tax: 'gross',
  evidenceTier: 'written',
};

const json = ['application/json'] as const;
const path = '/api/v1/interviews/{id}';
const ifMatch = {
  'If-Match': 'The ETag that the interview had; if it was changed since, nothing is done (412).',
};
const tag = { ETag: 'Names this version of the interview.' };

export const journalRoutes = {
  listInterviews: {
    operation: 'listInterviews',
    method: 'get',
    path: '/api/v1/interviews',
    summary: 'Your interviews',
    description: 'Your own alone, whoever asks: those added here, and the rows of your own imports.',
    access: 'member',
    query: z.strictObject(pageParameters),
    replies: { 200: { description: 'A page of interviews.', schema: pageOf(interviewSchema) } },
    problems: [],
  },
  addInterview: {
    operation: 'addInterview',
    method: 'post',
    path: '/api/v1/interviews',
    summary: 'Add an interview outcome or an offer',
    access: 'member',
    body: { kind: 'json', types: json, schema: givenInterviewSchema, example: exampleInterview },
    replies: {
      201: {
        description: 'The interview as it is kept.',
        schema: interviewSchema,
        headers: { ...tag, Location: 'The interview.' },
      },
    },
    problems: [],
  },
  readInterview: {
    operation: 'readInterview',
    method: 'get',
    path,
    summary: 'One of your interviews',
    access: 'member',
    params: interviewParams,
    replies: { 200: { description: 'The interview.', schema: interviewSchema, headers: tag } },
    problems: ['INTERVIEW_NOT_FOUND'],
  },
  replaceInterview: {
    operation: 'replaceInterview',
    method: 'put',
    path,
    summary: 'Put one of your interviews in place of itself',
    access: 'member',
    params: interviewParams,
    headers: ifMatch,
    body: {
      kind: 'json',
      types: json,
      schema: givenInterviewSchema,
      example: { ...exampleInterview, pay: 86000 },
    },
    replies: { 200: { description: 'The interview as it is kept.', schema: interviewSchema, headers: tag } },
    problems: ['INTERVIEW_NOT_FOUND', 'INTERVIEW_CHANGED'],
  },
  changeInterview: {
    operation: 'changeInterview',
    method: 'patch',
    path,
    summary: 'Change parts of one of your interviews',
    access: 'member',
    params: interviewParams,
    headers: ifMatch,
    body: {
      kind: 'json',
      types: ['application/merge-patch+json', 'application/json'],
      schema: interviewChangesSchema,
      example: { outcome: 'declined', notes: null },
    },
    replies: { 200: { description: 'The interview as it is kept.', schema: interviewSchema, headers: tag } },
    problems: ['INTERVIEW_NOT_FOUND', 'INTERVIEW_CHANGED'],
  },
  deleteInterview: {
    operation: 'deleteInterview',
    method: 'delete',
    path,
    summary: 'Delete one of your interviews',
    access: 'member',
    params: interviewParams,
    headers: ifMatch,
    replies: { 204: { description: 'It is gone.' } },
    problems: ['INTERVIEW_NOT_FOUND', 'INTERVIEW_CHANGED'],
  },
  readProfile: {
    operation: 'readProfile',
    method: 'get',
    path: '/api/v1/profile',
    summary: 'Your profile',
    description:
      'Who you are on the market; it gives other questions their defaults. Empty where none was saved.',
    access: 'member',
    replies: {
      200: {
        description: 'The profile.',
        schema: profile,
      },
    },
    problems: [],
  },
  saveProfile: {
    operation: 'saveProfile',
    method: 'put',
    path: '/api/v1/profile',
    summary: 'Save your profile in place of what was there',
    access: 'member',
    body: {
      kind: 'json',
      types: json,
      schema: profile,
      example: { role: 'Backend Engineer', level: 'senior', country: 'DE', skills: ['Kafka'], years: 8 },
    },
    replies: {
      200: {
        description: 'The profile as it is kept.',
        schema: profile,
      },
    },
    problems: [],
  },
} as const satisfies Record<string, RouteContract>;
