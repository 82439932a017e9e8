import { FeedbackTable } from '#lib/program/feedback/contract.ts';
import { route } from '#lib/platform/route.ts';
import { feedbackServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'What has been said, and under which themes',
  answer: FeedbackTable,
  access: 'ProgramManager',
  handle: ({ user }) => feedbackServices(user).list(),
});
