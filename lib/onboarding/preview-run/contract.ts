import { z } from 'zod';
import { AcceptanceCheck, RunMapping } from '#lib/onboarding/run-validation/contract.ts';

export const PreviewTest = z.object({
  test: z.string(),
  title: z.string(),
  area: z.enum(['users', 'groups']),
  verdict: z.enum(['passed', 'failed', 'skipped', 'not-proven']),
  reason: z.string(),
});

/** What a run proves, read at its source now: what would be handed in with it. */
export const RunPreview = z.object({
  runId: z.uuid(),
  runName: z.string(),
  readAt: z.iso.datetime(),
  endedAt: z.string().optional(),
  validUntil: z.iso.datetime().optional(),
  mayHandIn: z.boolean(),
  /** Every reason against it, in sentences. */
  whyNot: z.array(z.string()),
  template: z.object({
    title: z.string().optional(),
    version: z.string().optional(),
    known: z.boolean(),
    /** SHA-256 over the canonical form of the definition of the version that the run used. */
    definitionHash: z.string(),
  }),
  tests: z.array(PreviewTest),
  acceptance: z.array(AcceptanceCheck),
  mappings: z.array(RunMapping),
  jobSettings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What kinds of object flow, and how many scoping filters narrow each. */
  scopes: z.array(z.object({ object: z.string(), enabled: z.boolean(), flow: z.string(), filters: z.number() })),
  warnings: z.array(z.string()),
  portalLink: z.string(),
});
export type RunPreview = z.infer<typeof RunPreview>;
