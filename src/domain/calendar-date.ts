import { z } from 'zod';
import { parseCalendarDate } from '../core/calendar-date.js';

/** A day, a month, a quarter or a year. */
export const calendarDateSchema = z
  .string()
  .refine((text) => parseCalendarDate(text).ok, 'a date like 2024-07-15, 2024-07, 2024-Q3 or 2024');
