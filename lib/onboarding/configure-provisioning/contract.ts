import { z } from 'zod';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { Credential, ScimEndpointUrl } from '#lib/onboarding/record/contract.ts';

export const ConnectionInput = z.object({ scimEndpoint: ScimEndpointUrl, credential: Credential });
export type ConnectionInput = z.infer<typeof ConnectionInput>;

/** What Entra's own "Test connection" found, as data: a refusal is an answer, not an error. */
export const ConnectionResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('connected'), testedAt: z.iso.datetime() }),
  z.object({
    outcome: z.literal('refused'),
    testedAt: z.iso.datetime(),
    cause: z.enum(['credential-rejected', 'empty-filter-not-200', 'unreachable', 'endpoint-error', 'not-understood']),
    /** Expected / got / why it matters / how to fix, in plain words. */
    expected: z.string(),
    got: z.string(),
    why: z.string(),
    fix: z.string(),
    /** The vendor's own message, secrets masked. */
    raw: z.string(),
  }),
]);
export type ConnectionResult = z.infer<typeof ConnectionResult>;

export const AttributeMapping = z.object({
  source: z.string(),
  sourceKind: z.enum(['attribute', 'constant', 'function']),
  target: z.string(),
  matchingPrecedence: z.number().int(),
  apply: z.string(),
});
export const ObjectMapping = z.object({
  name: z.string(),
  kind: z.enum(['user', 'group']),
  enabled: z.boolean(),
  flow: z.string(),
  attributes: z.array(AttributeMapping),
});
export type ObjectMapping = z.infer<typeof ObjectMapping>;

/** The job's health strip. `healthy` is the gate of the run's pre-flight. */
export const JobHealth = z.object({
  jobId: z.string(),
  status: z.string(),
  schedule: z.string(),
  intervalMinutes: z.number().optional(),
  healthy: z.boolean(),
  firstCycleDone: z.boolean(),
  lastCycle: z
    .object({
      state: z.string(),
      endedAt: z.iso.datetime().optional(),
      exported: z.number(),
      error: z.string().optional(),
    })
    .optional(),
  quarantine: z
    .object({ reason: z.string(), since: z.iso.datetime().optional(), words: z.string(), fix: z.string() })
    .optional(),
  readAt: z.iso.datetime(),
});
export type JobHealth = z.infer<typeof JobHealth>;

export const ProvisioningStep = z.object({
  scimEndpoint: z.string().optional(),
  authentication: z.enum(['bearer', 'client-credentials']).optional(),
  jobId: z.string().optional(),
  /** Read from Graph when the page asks (`?live`), with the signed-in person's rights. */
  health: JobHealth.optional(),
  mappings: z.array(ObjectMapping).optional(),
  portalLink: z.string().optional(),
  operation: OperationView.optional(),
});
export type ProvisioningStep = z.infer<typeof ProvisioningStep>;
