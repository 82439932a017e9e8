import { z } from 'zod';
import { CountedPage, PageQuery } from '#lib/platform/page-query.ts';
import { STANDINGS } from '#lib/rules/standing.ts';
import { ProgramScope } from '../contract.ts';

export const PROGRAM_PAGE = 50;
const Standing = z.enum(STANDINGS);

/** The onboardings as the address of the page asks for them: those that were started in that time. */
export const ProgramQuery = ProgramScope.extend({
  q: z.string().trim().max(100).default(''),
  standing: Standing.optional(),
  /** Moved on last first, or standing longest first. */
  order: z.enum(['newest', 'longest']).default('newest'),
  ...PageQuery.shape,
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

export const ProgramPage = CountedPage.extend({ rows: z.array(ProgramRow) });
export type ProgramPage = z.infer<typeof ProgramPage>;
