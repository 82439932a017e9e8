import { FeedbackParams, ThemeInput } from '#lib/program/feedback/contract.ts';
import { route } from '#lib/platform/route.ts';
import { feedbackServices } from '#lib/services/program.ts';

export const PATCH = route({
  summary: 'Puts what was said under a theme',
  answer: 'nothing',
  access: 'ProgramManager',
  params: FeedbackParams,
  body: ThemeInput,
  handle: ({ user, params, body }) => feedbackServices(user).theme(params.feedbackId, body.theme),
});
