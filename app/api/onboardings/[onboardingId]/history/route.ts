import { HistoryPage, HistoryQuery } from '#lib/onboarding/history/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { historyServices } from '#lib/services/history.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The history, newest first',
  answer: HistoryPage,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  query: HistoryQuery,
  handle: ({ user, params, query }) => historyServices(user).read(params.onboardingId, query.before),
});
