import { MessageInput, Messages } from '#lib/onboarding/request-conversation/contract.ts';
import { PageQuery } from '#lib/platform/page-query.ts';
import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { conversationReview } from '#lib/services/conversation.ts';

export const GET = route({
  summary: 'Messages between reviewers and ISV, newest first, page by page',
  answer: Messages,
  access: 'Reviewer',
  params: SubmissionParams,
  query: PageQuery,
  handle: ({ user, params, query }) => conversationReview(user).messages(params.submissionId, query),
});

export const POST = route({
  summary: 'Write to the ISV',
  answer: Messages,
  access: 'Reviewer',
  params: SubmissionParams,
  body: MessageInput,
  handle: ({ user, params, body }) => conversationReview(user).writeToIsv(params.submissionId, body.words),
  again: ({ user, params }) => conversationReview(user).messages(params.submissionId),
});
