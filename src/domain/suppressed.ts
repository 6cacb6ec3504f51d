import { z } from 'zod';

/** Why there is no answer, what would be needed, and the nearest roles that are known; null where there is one. */
export const suppressedSchema = z
  .strictObject({ reason: z.string(), needed: z.string(), nearest: z.array(z.string()) })
  .nullable();
