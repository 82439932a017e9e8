import type { Visits } from '#lib/rules/visits.ts';

/** When reviewers last looked at submissions. */
export interface Looks {
  last(submissionId: string, reviewerId: string): Promise<Visits | undefined>;
  /** Two tabs of one reviewer at once: neither goes back in time. */
  remember(submissionId: string, reviewerId: string, visits: Visits): Promise<void>;
}
