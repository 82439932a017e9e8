import { z } from 'zod';
import { PageEnd, PageQuery } from '#lib/platform/page-query.ts';
import { SUBMISSION_STATUSES } from '#lib/rules/submission-status.ts';
import { STEPS } from '#lib/journey/steps.ts';

export const StepId = z.enum(STEPS);

/** Of every route below an onboarding. */
export const OnboardingParams = z.object({ onboardingId: z.uuid() });

/** Where an onboarding stands; the card in "My onboardings" and the head of every step page. */
export const OnboardingView = z.object({
  id: z.uuid(),
  name: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  createdAt: z.iso.datetime(),
  createdByName: z.string(),
  /** When each completed step was completed. */
  completed: z.partialRecord(StepId, z.iso.datetime()),
  nextStep: StepId.optional(),
  scimEndpoint: z.string().optional(),
  application: z
    .object({
      directoryAppId: z.string(),
      applicationObjectId: z.string(),
      servicePrincipalId: z.string(),
      name: z.string(),
    })
    .optional(),
  jobId: z.string().optional(),
  logicApp: z
    .object({ subscriptionId: z.string(), resourceGroup: z.string(), name: z.string(), resourceId: z.string() })
    .optional(),
  /** The verified ready run the evidence rests on, and until when it counts. */
  evidence: z.object({ runName: z.string(), endedAt: z.iso.datetime(), validUntil: z.iso.datetime() }).optional(),
  /** The publishing request, once somebody has opened its step. */
  submission: z
    .object({
      id: z.uuid(),
      status: z.enum(SUBMISSION_STATUSES),
      statusAt: z.iso.datetime(),
      submittedAt: z.iso.datetime().optional(),
    })
    .optional(),
  members: z.array(z.object({ objectId: z.string(), name: z.string() })),
  /** The signed-in person may change it; readers of the operator may only look. */
  mayEdit: z.boolean(),
});
export type OnboardingView = z.infer<typeof OnboardingView>;
export const OnboardingsQuery = z.object({
  /** Beginnings of words of the name. */
  q: z.string().trim().max(100).default(''),
  ...PageQuery.shape,
});
export type OnboardingsQuery = z.infer<typeof OnboardingsQuery>;
export const OnboardingList = PageEnd.extend({ onboardings: z.array(OnboardingView) });

export const StartOnboardingInput = z.object({
  name: z.string().trim().min(1, 'Enter the name of your application.').max(120, 'Use at most 120 characters.'),
});
export const AddMemberInput = z.object({
  userPrincipalName: z.string().trim().min(3, 'Enter the person’s sign-in name, like ann@contoso.com.').max(256),
});
export const CompleteStepInput = z.object({ step: StepId });

/** The SCIM credential of one request: held in memory for the time of it, never stored nor logged. */
export const Credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bearer'), token: z.string().trim().min(1, 'Enter the bearer token.').max(20_000) }),
  z.object({
    kind: z.literal('client-credentials'),
    clientId: z.string().trim().min(1, 'Enter the client id.').max(500),
    clientSecret: z.string().min(1, 'Enter the client secret.').max(5_000),
    tokenUrl: z.url('Enter the token endpoint as a full URL.').max(2_000),
    scope: z.string().trim().max(500).optional(),
  }),
]);
export type Credential = z.infer<typeof Credential>;

export const ScimEndpointUrl = z
  .url({ protocol: /^https?$/, error: 'Enter a full URL, like https://scim.example.com/v2.' })
  .max(2_000)
  .refine((url) => !URL.canParse(url) || !new URL(url).username, 'Leave user names and passwords out of the URL.');
