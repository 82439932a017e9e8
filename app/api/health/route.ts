import { route } from '#lib/platform/route.ts';
import { health } from '#lib/services/portal.ts';

export const GET = route({ access: 'public', handle: () => health() });
