import { z } from 'zod';

/** What every list takes that comes page by page. */
export const PageQuery = z.object({
  /** Where the page before this one ended. */
  after: z.string().max(1_000).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** What every page of a list says. */
export const PageEnd = z.object({
  /** For `after`; absent on the last page. */
  next: z.string().optional(),
});

export const CountedPage = PageEnd.extend({
  /** All that match, counted up to a limit. */
  count: z.number().int(),
  isMoreThanCounted: z.boolean(),
});
export type CountedPage = z.infer<typeof CountedPage>;
