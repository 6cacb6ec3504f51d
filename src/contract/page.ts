import { z } from 'zod';

/** How a list is read page by page. A cursor is opaque: it is given back as it came. */
export const pageParameters = {
  limit: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Items on a page; 50 unless said.', example: 20 }),
  cursor: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .meta({ description: 'The `next` of the page before; absent for the first page.' }),
};

/** One page of a list, and the cursor of the next; null on the last page. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last one.' }),
  });
}
