import { route } from '#lib/platform/route.ts';
import { allowListOffice } from '#lib/services/allow-list.ts';

export const GET = route({ access: 'ProgramManager', handle: ({ user }) => allowListOffice(user).list() });
