import { z } from 'zod';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { AcceptanceCheck, RunSummary } from '#lib/onboarding/run-validation/contract.ts';

export const Contact = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(120),
  email: z.email('Enter an e-mail address, like ann@contoso.com.').max(254),
});
export type Contact = z.infer<typeof Contact>;

const DocumentLink = z.url({ protocol: /^https$/, error: 'Enter a link that starts with https://.' }).max(2_000);

/** What the ISV fills in; a draft may be incomplete, a submission may not. */
export const PublishingRequest = z.object({
  runId: z.uuid('Choose a verified run.'),
  engineeringContact: Contact,
  supportContact: Contact,
  documentation: z.array(DocumentLink).min(1, 'Add at least one link to your public documentation.').max(10),
  notes: z.string().trim().max(4_000).default(''),
});
export type PublishingRequest = z.infer<typeof PublishingRequest>;

export const PublishingDraft = z.object({
  runId: z.string().optional(),
  engineeringContact: z
    .object({ name: z.string().max(120), email: z.string().max(254) })
    .partial()
    .optional(),
  supportContact: z
    .object({ name: z.string().max(120), email: z.string().max(254) })
    .partial()
    .optional(),
  documentation: z.array(z.string().max(2_000)).max(10).optional(),
  notes: z.string().max(4_000).optional(),
});
export type PublishingDraft = z.infer<typeof PublishingDraft>;
/** Saves the draft; `version` is the one it was based on: a newer one on the server is a conflict, nothing is overwritten. */
export const SaveDraftInput = z.object({ draft: PublishingDraft, version: z.number().int() });

export const PublishingStep = z.object({
  draft: PublishingDraft,
  version: z.number().int(),
  runs: z.array(
    RunSummary.extend({ validUntil: z.iso.datetime().optional(), usable: z.boolean(), whyNot: z.string().optional() }),
  ),
  submission: z
    .object({
      id: z.uuid(),
      status: z.string(),
      submittedAt: z.iso.datetime(),
      submittedByName: z.string(),
      request: PublishingRequest,
      acceptance: z.array(AcceptanceCheck),
    })
    .optional(),
  validityDays: z.number(),
  operation: OperationView.optional(),
});
export type PublishingStep = z.infer<typeof PublishingStep>;
