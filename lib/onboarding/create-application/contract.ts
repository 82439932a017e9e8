import { z } from 'zod';
import { OperationView } from '#lib/onboarding/operations/contract.ts';

export const CreateApplicationInput = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('create'),
    name: z.string().trim().min(1, 'Enter a name for the application.').max(120, 'Use at most 120 characters.'),
  }),
  z.object({ mode: z.literal('existing'), servicePrincipalId: z.uuid('Choose an application from the list.') }),
]);
export type CreateApplicationInput = z.infer<typeof CreateApplicationInput>;

/** A non-gallery application of the tenant that could be used. */
export const ApplicationCandidate = z.object({
  servicePrincipalId: z.uuid(),
  directoryAppId: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime().optional(),
});
export type ApplicationCandidate = z.infer<typeof ApplicationCandidate>;
export const ApplicationCandidates = z.object({ candidates: z.array(ApplicationCandidate) });

export const ApplicationStep = z.object({
  application: z
    .object({
      directoryAppId: z.string(),
      applicationObjectId: z.string(),
      servicePrincipalId: z.string(),
      name: z.string(),
    })
    .optional(),
  suggestedName: z.string(),
  operation: OperationView.optional(),
});
export type ApplicationStep = z.infer<typeof ApplicationStep>;
