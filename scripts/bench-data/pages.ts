import { SEED, type Persona } from '#emulator/seed/index.ts';
import { createHash } from 'node:crypto';

export const REVIEWER = SEED.operator.personas.reviewer1;
export const MANAGER = SEED.operator.personas.programManager;
export const VENDOR = SEED.contoso.personas.admin;

/** What a page asks of the portal when it opens. */
export type PageRequest = {
  title: string;
  as: Persona;
  route: string;
  query?: string;
  params?: Record<string, string>;
};

/** As the seed makes them. */
function idOf(kind: string, index: number): string {
  const hex = createHash('md5').update(`${kind}${index}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join('-');
}

const reviewers = (title: string, query?: string): PageRequest => ({
  ...{ title, as: REVIEWER, route: 'review/submissions', query },
});
const managers = (title: string, route: string, query?: string): PageRequest => ({ title, as: MANAGER, route, query });
const vendors = (title: string, route: string, query?: string): PageRequest => ({
  ...{ title, as: VENDOR, route, query, params: { onboardingId: idOf('onboarding', 1) } },
});

export const PAGES: PageRequest[] = [
  reviewers('Queue, what is due first'),
  reviewers('Queue, waiting longest', 'sort=waiting'),
  reviewers('Queue, by name', 'sort=name&turn=anybody'),
  reviewers('Queue, with the ISV', 'turn=isv'),
  reviewers('Queue, one risk', 'risk=differences'),
  reviewers('Queue, mine', 'assignee=me'),
  reviewers('Search, a frequent word', 'q=payroll'),
  reviewers('Search, one application', 'q=payroll+207'),
  reviewers('Search, two letters', 'q=pa'),
  {
    ...{ title: 'A submission', as: REVIEWER, route: 'review/submissions/[submissionId]' },
    params: { submissionId: idOf('submission', 1) },
  },
  managers('Figures of the program', 'program/figures', 'time=90'),
  managers('Figures of a cohort', 'program/figures', `time=all&cohort=${idOf('cohort', 1)}`),
  managers('Onboardings, moved on last', 'program/onboardings'),
  managers('Onboardings, standing longest at a step', 'program/onboardings', 'standing=run-validation&order=longest'),
  managers('Onboardings, a frequent word', 'program/onboardings', 'q=payroll'),
  managers('Onboardings, two letters', 'program/onboardings', 'q=pa'),
  managers('Onboardings, one vendor', 'program/onboardings', 'q=fabador+works'),
  managers('Cohorts', 'program/cohorts'),
  managers('Tenants, a frequent word', 'program/tenants', 'search=works'),
  managers('Tenants, one vendor', 'program/tenants', 'search=fabador'),
  managers('Requests for faster cycles', 'program/allow-list'),
  managers('Feedback', 'program/feedback'),
  vendors('An ISV’s list', 'onboardings'),
  vendors('One onboarding', 'onboardings/[onboardingId]'),
  vendors('Its history', 'onboardings/[onboardingId]/history'),
];
