import { HistoryPage, HistoryQuery } from '#lib/onboarding/history/contract.ts';
import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { historyServices } from '#lib/services/history.ts';

export const GET = route({
  summary: 'The history, newest first',
  answer: HistoryPage,
  access: 'Reviewer',
  params: SubmissionParams,
  query: HistoryQuery,
  handle: ({ user, params, query }) => historyServices(user).readForReview(params.submissionId, query.before),
});
