import { z } from 'zod';
import { DOCUMENTATION_TOPICS } from '#lib/rules/documentation-topics.ts';

export const UPLOAD_KINDS = ['logo-large', 'logo-small', 'document'] as const;
export const UploadKind = z.enum(UPLOAD_KINDS);
export type UploadKind = z.infer<typeof UploadKind>;

/** What may be uploaded as each kind. */
export const UPLOAD_LIMITS: Record<UploadKind, { maxBytes: number; types: string[] }> = {
  'logo-large': { maxBytes: 1_000_000, types: ['image/png'] },
  'logo-small': { maxBytes: 1_000_000, types: ['image/png'] },
  document: { maxBytes: 5_000_000, types: ['application/pdf', 'text/markdown'] },
};
export const MAX_DOCUMENTS = 10;

export const Topic = z.enum(DOCUMENTATION_TOPICS);

/** What was found in a file that was taken. */
export const UploadFacts = z.object({
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  pages: z.number().int().optional(),
  words: z.number().int().optional(),
  topics: z.array(Topic).optional(),
  /** Worth knowing, and no reason to refuse it. */
  warnings: z.array(z.string()).default([]),
});
export type UploadFacts = z.infer<typeof UploadFacts>;

export const UploadView = z.object({
  id: z.uuid(),
  kind: UploadKind,
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  facts: UploadFacts,
  uploadedAt: z.iso.datetime(),
  uploadedByName: z.string(),
});
export type UploadView = z.infer<typeof UploadView>;

/** One reason why a file was not taken. */
export const FailedPoint = z.object({ id: z.string(), expected: z.string(), got: z.string(), fix: z.string() });
export type FailedPoint = z.infer<typeof FailedPoint>;

/** A file that cannot be taken is an answer, not an error; nothing of it is kept. */
export const UploadOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), upload: UploadView }),
  z.object({ outcome: z.literal('refused'), fileName: z.string(), failed: z.array(FailedPoint) }),
]);
export type UploadOutcome = z.infer<typeof UploadOutcome>;

export const NewUploadParams = z.object({ onboardingId: z.uuid(), uploadKind: UploadKind });
export const UploadParams = z.object({ onboardingId: z.uuid(), uploadId: z.uuid() });
export const SubmissionUploadParams = z.object({ submissionId: z.uuid(), uploadId: z.uuid() });

export const LinkCheckInput = z.object({
  url: z.url({ protocol: /^https?$/, error: 'Enter a full link, like https://docs.contoso.com/scim.' }).max(2_000),
});

/** What one look at a link showed. `away`: nobody answered, so nothing is known about what stands there. */
export const LinkLook = z.object({
  outcome: z.enum(['good', 'bad', 'away']),
  checkedAt: z.iso.datetime(),
  /** Where it led in the end. */
  finalUrl: z.string().optional(),
  status: z.number().int().optional(),
  durationMs: z.number().int().optional(),
  contentType: z.string().optional(),
  words: z.number().int().optional(),
  topics: z.array(Topic),
  failed: z.array(FailedPoint),
  warnings: z.array(z.string()),
});
export type LinkLook = z.infer<typeof LinkLook>;

/** The newest look at a link; when nobody answered then, the one before it that was answered is kept beside it. */
export const LinkCheckView = z.object({ url: z.string(), look: LinkLook, earlier: LinkLook.optional() });
export type LinkCheckView = z.infer<typeof LinkCheckView>;

export const Attachments = z.object({ uploads: z.array(UploadView), links: z.array(LinkCheckView) });
export type Attachments = z.infer<typeof Attachments>;
