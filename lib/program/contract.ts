import { z } from 'zod';
import { StepId } from '#lib/onboarding/record/contract.ts';

/** One onboarding as the program manager follows it. */
export const ProgramRow = z.object({
  onboardingId: z.uuid(),
  tenantId: z.string(),
  tenantName: z.string(),
  applicationName: z.string(),
  step: StepId.or(z.literal('submitted')),
  since: z.iso.datetime(),
  lastVerdict: z.enum(['ready', 'not-ready', 'none']),
  lastVerdictAt: z.iso.datetime().optional(),
  lastProblem: z.string().optional(),
});
export type ProgramRow = z.infer<typeof ProgramRow>;
export const ProgramTable = z.object({ rows: z.array(ProgramRow), readAt: z.iso.datetime() });
export type ProgramTable = z.infer<typeof ProgramTable>;
