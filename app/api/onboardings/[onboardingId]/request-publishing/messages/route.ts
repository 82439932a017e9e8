import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { MessageInput, Messages } from '#lib/onboarding/request-conversation/contract.ts';
import { PageQuery } from '#lib/platform/page-query.ts';
import { route } from '#lib/platform/route.ts';
import { messageServices } from '#lib/services/conversation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'Messages between the ISV and the reviewers, newest first, page by page',
  answer: Messages,
  access: 'signed-in',
  params: OnboardingParams,
  query: PageQuery,
  admit: mayOpen,
  handle: ({ user, params, query }) => messageServices(user).read(params.onboardingId, query),
});

export const POST = route({
  summary: 'Write to the reviewers',
  answer: Messages,
  access: 'signed-in',
  params: OnboardingParams,
  body: MessageInput,
  admit: mayOpen,
  handle: ({ user, params, body }) => messageServices(user).write(params.onboardingId, body.words),
  again: ({ user, params }) => messageServices(user).read(params.onboardingId),
});
