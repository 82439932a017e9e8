import { FeedbackPage, FeedbackQuery } from '#lib/program/feedback/contract.ts';
import { route } from '#lib/platform/route.ts';
import { feedbackServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'What has been said, and under which themes, a page at a time',
  answer: FeedbackPage,
  access: 'ProgramManager',
  query: FeedbackQuery,
  handle: ({ user, query }) => feedbackServices(user).page(query),
});
