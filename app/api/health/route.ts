import { Health } from '#lib/session/contract.ts';
import { route } from '#lib/platform/route.ts';
import { health } from '#lib/services/portal.ts';

export const GET = route({
  summary: 'Whether the portal can do its work',
  answer: Health,
  access: 'public',
  handle: () => health(),
});
