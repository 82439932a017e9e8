import { route } from '#lib/platform/route.ts';
import { reviewServices } from '#lib/services/operator.ts';

export const GET = route({ access: 'Reviewer', handle: ({ user }) => reviewServices(user).list() });
