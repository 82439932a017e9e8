import { StartOnboardingInput } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { recordServices } from '#lib/services/record.ts';

export const GET = route({ access: 'signed-in', handle: ({ user }) => recordServices(user).list() });

export const POST = route({
  access: 'signed-in',
  body: StartOnboardingInput,
  handle: ({ user, body }) => recordServices(user).start(body.name),
});
