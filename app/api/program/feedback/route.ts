import { route } from '#lib/platform/route.ts';
import { feedbackServices } from '#lib/services/program.ts';

export const GET = route({ access: 'ProgramManager', handle: ({ user }) => feedbackServices(user).list() });
