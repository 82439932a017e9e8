import { z } from 'zod';
import { RunSummary } from '#lib/onboarding/run-validation/contract.ts';

/** One run of the onboarding's Logic App as Azure lists it. */
export const AzureRun = z.object({
  runName: z.string(),
  status: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** Until when it counts, once it has ended. */
  validUntil: z.iso.datetime().optional(),
  startedBy: z.enum(['portal', 'by-hand']),
  /** As the portal has it; without one it was not looked at yet, and choosing it does that. */
  known: RunSummary.optional(),
  portalLink: z.string(),
});
export type AzureRun = z.infer<typeof AzureRun>;
/** Newest first. */
export const AzureRuns = z.object({ logicApp: z.string(), runs: z.array(AzureRun), readAt: z.iso.datetime() });
export type AzureRuns = z.infer<typeof AzureRuns>;

/** A Run ID, or a link of the Azure portal to a run. Nothing else of a run is taken from the browser. */
export const AdoptRunInput = z.object({
  pasted: z.string().trim().min(1, 'Paste the Run ID, or the link to the run in the Azure portal.').max(4_000),
});
