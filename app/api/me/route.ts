import { route } from '#lib/platform/route.ts';
import { me } from '#lib/services/portal.ts';

export const GET = route({ access: 'signed-in', handle: ({ user }) => me(user) });
