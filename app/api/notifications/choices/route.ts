import { Choices, ChooseInput } from '#lib/notifications/contract.ts';
import { route } from '#lib/platform/route.ts';
import { notificationServices } from '#lib/services/notifications.ts';

export const GET = route({
  summary: 'What you want to be told of, and how',
  answer: Choices,
  access: 'signed-in',
  handle: ({ user }) => notificationServices(user).choices(),
});

export const PATCH = route({
  summary: 'Choose what you want to be told of, and how',
  answer: Choices,
  access: 'signed-in',
  body: ChooseInput,
  handle: ({ user, body }) => notificationServices(user).choose(body.choices),
});
