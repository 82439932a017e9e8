import { FeedbackExportQuery } from '#lib/program/feedback/contract.ts';
import { route } from '#lib/platform/route.ts';
import { feedbackServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'What has been said, to be saved',
  answer: 'file',
  access: 'ProgramManager',
  query: FeedbackExportQuery,
  handle: ({ user, query }) => feedbackServices(user).export(query),
});
