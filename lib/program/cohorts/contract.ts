import { z } from 'zod';
import { ProgramScope, TIME_WORDS } from '../contract.ts';

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

/** Two cohorts side by side, in a time. */
export const ComparisonParams = CohortParams.extend({ otherId: z.uuid() });
export const ComparisonQuery = ProgramScope.pick({ time: true });
export const ComparisonExportQuery = ComparisonQuery.extend({ format: z.enum(['csv', 'json']).default('json') });
/** As the address of the page says it. */
export const ComparisonAddress = ComparisonQuery.extend({ one: z.uuid().optional(), other: z.uuid().optional() });
export type ComparisonAsk = { one: string; other: string; time: ProgramScope['time'] };

const Side = z.object({ cohortId: z.uuid(), name: z.string(), countedAt: z.iso.datetime() });
/** Absent where there is nothing to count yet. */
const Compared = z.union([z.number(), z.string()]).optional();
type ComparedCell = z.infer<typeof Compared>;
const ComparisonRow = z.object({ figure: z.string(), one: Compared, other: Compared });
export type ComparisonRow = z.infer<typeof ComparisonRow>;
export const Comparison = ComparisonQuery.extend({ one: Side, other: Side, rows: z.array(ComparisonRow) });
export type Comparison = z.infer<typeof Comparison>;

/** Of the page and of the CSV. */
export function comparisonHead({ one, other }: Comparison): [string, string, string] {
  return ['Figure', one.name, one.cohortId === other.cohortId ? `${other.name} (again)` : other.name];
}

/** Of the CSV: what the page says above its table, then the table. */
export function comparisonCells({ time, one, other, rows }: Comparison): [string, ...ComparedCell[]][] {
  return [
    ['Time', TIME_WORDS[time], TIME_WORDS[time]],
    ['Counted at', one.countedAt, other.countedAt],
    ...rows.map((row): [string, ...ComparedCell[]] => [row.figure, row.one, row.other]),
  ];
}

/** Of the tenants that have an onboarding, by a part of the name or the id. */
export const TenantQuery = z.object({ search: z.string().trim().max(100).default('') });
export const TenantList = z.object({ tenants: z.array(CohortTenant) });
