import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/operator.ts';

export const GET = route({ access: 'ProgramManager', handle: () => programServices().table() });
