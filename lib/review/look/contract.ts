import { z } from 'zod';
import { HistoryEntry } from '#lib/onboarding/history/contract.ts';

export const SinceLook = z.object({
  /** Since when things are new to this reviewer; absent on the first visit. */
  since: z.iso.datetime().optional(),
  /** Until when this was read. */
  readAt: z.iso.datetime(),
  /** What others did since, newest first; of a field that was changed several times the whole change. */
  entries: z.array(HistoryEntry),
  /** Notes of other reviewers since. */
  notes: z.array(z.object({ id: z.string(), byName: z.string(), at: z.iso.datetime() })),
  /** There is more than is listed. */
  isMore: z.boolean(),
});
export type SinceLook = z.infer<typeof SinceLook>;

/** `seen`: everything until then is known. Without it the reviewer was merely there. */
export const LookInput = z.object({ at: z.iso.datetime(), seen: z.boolean().default(false) });
export type LookInput = z.infer<typeof LookInput>;
