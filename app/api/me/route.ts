import { Me } from '#lib/session/contract.ts';
import { route } from '#lib/platform/route.ts';
import { me } from '#lib/services/portal.ts';

export const GET = route({
  summary: 'Who is signed in',
  answer: Me,
  access: 'signed-in',
  handle: ({ user }) => me(user),
});
