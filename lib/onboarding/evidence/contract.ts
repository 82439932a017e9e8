import { z } from 'zod';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';

/** A place that lost a secret before it was kept: where, and of what kind. */
export const Redaction = z.object({
  path: z.string(),
  kind: z.enum(['header', 'key', 'token', 'private-key', 'authorization', 'address', 'embedded', 'echo']),
});

const EvidenceNumber = z.string().regex(/^[1-9]\d{0,5}$/);
export const EvidenceParams = OnboardingParams.extend({ number: EvidenceNumber });
export const ReviewEvidenceParams = z.object({ submissionId: z.uuid(), number: EvidenceNumber });
