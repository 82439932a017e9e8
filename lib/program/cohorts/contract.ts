import { z } from 'zod';

export const CohortTenant = z.object({ tenantId: z.string(), tenantName: z.string() });
export type CohortTenant = z.infer<typeof CohortTenant>;

/** A named set of tenants that the program follows together. */
export const CohortView = z.object({
  id: z.uuid(),
  name: z.string(),
  words: z.string(),
  version: z.number().int(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  tenants: z.array(CohortTenant),
});
export type CohortView = z.infer<typeof CohortView>;
export const CohortList = z.object({ cohorts: z.array(CohortView) });

const name = z.string().trim().min(1, 'Give the cohort a name.').max(80, 'Use at most 80 characters.');
const words = z.string().trim().max(500, 'Use at most 500 characters.');
export const NewCohortInput = z.object({ name, words: words.default('') });
export type NewCohortInput = z.infer<typeof NewCohortInput>;

/** What is left out stays; `version` is the one it was changed from. */
export const ChangeCohortInput = z.object({
  version: z.number().int().nonnegative(),
  name: name.optional(),
  words: words.optional(),
  add: z.array(z.string().min(1).max(100)).max(200).default([]),
  remove: z.array(z.string().min(1).max(100)).max(200).default([]),
});
export type ChangeCohortInput = z.infer<typeof ChangeCohortInput>;
export const CohortParams = z.object({ cohortId: z.uuid() });

/** Of the tenants that have an onboarding, by a part of the name or the id. */
export const TenantQuery = z.object({ search: z.string().trim().max(100).default('') });
export const TenantList = z.object({ tenants: z.array(CohortTenant) });
