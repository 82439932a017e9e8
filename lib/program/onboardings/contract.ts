import { z } from 'zod';
import { STANDINGS } from '#lib/rules/standing.ts';

export const PROGRAM_PAGE = 50;
const Standing = z.enum(STANDINGS);

/** The onboardings as the address of the page asks for them. */
export const ProgramQuery = z.object({
  q: z.string().trim().max(100).default(''),
  standing: Standing.optional(),
  cohort: z.uuid().optional(),
  /** Moved on last first, or standing longest first. */
  order: z.enum(['newest', 'longest']).default('newest'),
  /** Where the page before this one ended. */
  after: z.string().max(300).optional(),
});
export type ProgramQuery = z.infer<typeof ProgramQuery>;

/** One onboarding as the program manager follows it. */
export const ProgramRow = z.object({
  onboardingId: z.uuid(),
  tenantId: z.string(),
  tenantName: z.string(),
  applicationName: z.string(),
  standing: Standing,
  since: z.iso.datetime(),
  /** Of the run that was started last and has ended. */
  lastVerdict: z.enum(['ready', 'not-ready', 'none']),
  lastVerdictAt: z.iso.datetime().optional(),
  lastProblem: z.string().optional(),
});
export type ProgramRow = z.infer<typeof ProgramRow>;

export const ProgramPage = z.object({
  rows: z.array(ProgramRow),
  /** For `after`; absent on the last page. */
  next: z.string().optional(),
  /** All that match, counted up to a limit. */
  count: z.number().int(),
  isMoreThanCounted: z.boolean(),
});
export type ProgramPage = z.infer<typeof ProgramPage>;
