import { z } from 'zod';
import { Credential, OnboardingParams } from '#lib/onboarding/record/contract.ts';

/** The operations of the journey; one of each kind at a time per onboarding (architecture, "As whom"). */
export const OPERATION_KINDS = [
  'create-application',
  'configure-provisioning',
  'deploy-logic-app',
  'revoke-roles',
  'start-run',
  'clean-up',
  'request-publishing',
] as const;
export const OperationKind = z.enum(OPERATION_KINDS);
export type OperationKind = z.infer<typeof OperationKind>;

/** A failure as a person sees it: the same words as problem+json, plus what leads out of it. */
export const ProblemView = z.object({
  code: z.string(),
  detail: z.string(),
  /** Delegated scopes to consent to, for `consent-required`. */
  scopes: z.array(z.string()).optional(),
  /** Claims to sign in with again, for `claims-challenge`. */
  claims: z.string().optional(),
  upstream: z.string().optional(),
  upstreamRequestId: z.string().optional(),
});
export type ProblemView = z.infer<typeof ProblemView>;

export const OperationStepView = z.object({
  name: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** What is being done now, or what was written and read back. */
  detail: z.string().optional(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  attempts: z.number().int(),
  problem: ProblemView.optional(),
});

/** The live state of one durable operation. */
export const OperationView = z.object({
  kind: OperationKind,
  state: z.enum(['running', 'waiting-for-you', 'failed', 'done', 'cancelled']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  startedByName: z.string(),
  steps: z.array(OperationStepView),
  /** Why it waits, in words; and whether a resume needs the SCIM credential again (it was only in the lost process's memory). */
  waitingFor: z.string().optional(),
  needsCredential: z.boolean(),
  problem: ProblemView.optional(),
});
export type OperationView = z.infer<typeof OperationView>;

export const OperationParams = OnboardingParams.extend({ kind: OperationKind });
/** The credential where the lost process held it. */
export const ResumeInput = z.object({ credential: Credential.optional() });
