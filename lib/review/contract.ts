import { z } from 'zod';
import { OnboardingView } from '#lib/onboarding/record/contract.ts';
import { AcceptanceCheck, RunView } from '#lib/onboarding/run-validation/contract.ts';
import { CauseView, ExportFile, ProbeSummary } from '#lib/onboarding/probe/contract.ts';
import { PublishingRequest } from '#lib/onboarding/request-publishing/contract.ts';

export const SubmissionSummary = z.object({
  id: z.uuid(),
  onboardingId: z.uuid(),
  applicationName: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  status: z.string(),
  submittedAt: z.iso.datetime(),
  submittedByName: z.string(),
  runName: z.string(),
  template: z.string(),
  ready: z.boolean(),
  evidenceValidUntil: z.iso.datetime(),
});
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;
export const SubmissionList = z.object({ submissions: z.array(SubmissionSummary) });

/** What reading the run again at its source showed. */
export const Reverification = z.object({
  at: z.iso.datetime(),
  byName: z.string(),
  checks: z.array(AcceptanceCheck),
  /** Differences between the run as submitted and as it reads now; empty when nothing changed. */
  differences: z.array(z.string()),
  problem: z.string().optional(),
});
export type Reverification = z.infer<typeof Reverification>;

export const SubmissionView = SubmissionSummary.extend({
  request: PublishingRequest,
  run: RunView,
  onboarding: OnboardingView,
  acceptance: z.array(AcceptanceCheck),
  reverifications: z.array(Reverification),
  /** The newest probe of the endpoint: what to mend by it, and its report without exchanges. */
  probe: z.object({ summary: ProbeSummary, causes: z.array(CauseView), report: ExportFile }).optional(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

export const SubmissionParams = z.object({ submissionId: z.uuid() });
