import { z } from 'zod';
import { OnboardingView } from '#lib/onboarding/record/contract.ts';
import { AcceptanceCheck, RunView } from '#lib/onboarding/run-validation/contract.ts';
import { Attachments } from '#lib/onboarding/request-attachments/contract.ts';
import { ContactConfirmations } from '#lib/onboarding/request-contacts/contract.ts';
import { CauseView, ExportFile, ProbeSummary } from '#lib/onboarding/probe/contract.ts';
import {
  EnteredFields,
  EvidenceView,
  FindingAnchor,
  FindingView,
  SubmissionState,
} from '#lib/onboarding/request-publishing/contract.ts';
import { QueueItem, Triage } from './queue/contract.ts';

export const SubmissionSummary = QueueItem.pick({
  ...{ id: true, onboardingId: true, applicationName: true, tenantId: true, tenantName: true },
  ...{ status: true, turn: true, submittedAt: true, submittedByName: true, evidenceValidUntil: true },
}).extend({
  statusAt: z.iso.datetime(),
  /** Of the run that was handed in; single sign-on alone has none. */
  runName: z.string().optional(),
  template: z.string().optional(),
  ready: z.boolean().optional(),
});
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;

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
  submission: SubmissionState,
  triage: Triage,
  /** As handed in last; without evidence of it, as they stand now. */
  fields: EnteredFields,
  attachments: Attachments,
  contacts: ContactConfirmations,
  findings: z.array(FindingView),
  run: RunView.optional(),
  onboarding: OnboardingView,
  acceptance: z.array(AcceptanceCheck),
  evidence: EvidenceView.optional(),
  reverifications: z.array(Reverification),
  /** The newest probe of the endpoint: what to mend by it, and its report without exchanges. */
  probe: z.object({ summary: ProbeSummary, causes: z.array(CauseView), report: ExportFile }).optional(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

export const SubmissionParams = z.object({ submissionId: z.uuid() });

export const FindingInput = z.object({
  anchor: FindingAnchor,
  kind: z.enum(['mandatory', 'suggestion', 'question']),
  words: z.string().trim().min(1, 'Say what is to be changed.').max(4_000),
});
/** `version` is the finding’s own, as the reviewer saw it. */
export const ResolveFindingInput = z.object({ version: z.number().int().min(0) });
export type ResolveFindingInput = z.infer<typeof ResolveFindingInput>;
export const ReopenFindingInput = ResolveFindingInput.extend({
  words: z.string().trim().min(1, 'Say what is still to be done.').max(4_000),
});
export type ReopenFindingInput = z.infer<typeof ReopenFindingInput>;
export const ReviewFindingParams = SubmissionParams.extend({ findingId: z.uuid() });
export type ReviewFindingParams = z.infer<typeof ReviewFindingParams>;

/** `version` is the request’s own, as the reviewer saw it. What was opened again needs no new finding beside it. */
export const RequestChangesInput = z.object({
  version: z.number().int().min(0),
  findings: z.array(FindingInput).max(50),
});
export type RequestChangesInput = z.infer<typeof RequestChangesInput>;
