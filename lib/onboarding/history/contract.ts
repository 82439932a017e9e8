import { z } from 'zod';

/** One thing that was done to an onboarding. */
export const HistoryEntry = z.object({
  id: z.string(),
  /** Its place in the chain; an event without one is older than the chain. */
  position: z.number().int().optional(),
  at: z.iso.datetime(),
  byName: z.string(),
  side: z.enum(['isv', 'operator', 'portal']),
  action: z.string(),
  /** What was done, in a sentence. */
  words: z.string(),
  /** What was changed, and from what to what; `null` where there was nothing, or is nothing any more. */
  change: z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }).optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Whether every event is what was written when it happened, and the evidence what its event says it was. */
export const ChainState = z.object({
  holds: z.boolean(),
  events: z.number().int(),
  /** The hash of the newest event: whoever kept it can tell later that nothing was taken away since. */
  head: z.string().optional(),
  /** Which event was changed, removed or put in between, or which evidence. */
  problem: z.string().optional(),
});
export type ChainState = z.infer<typeof ChainState>;

export const HistoryPage = z.object({
  /** Newest first. */
  entries: z.array(HistoryEntry),
  /** Ask with it for what is older. */
  next: z.number().int().optional(),
  /** With the newest page. */
  chain: ChainState.optional(),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

export const HistoryQuery = z.object({ before: z.coerce.number().int().positive().optional() });
