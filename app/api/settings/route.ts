import { route } from '#lib/platform/route.ts';
import { browserSettings } from '#lib/services/portal.ts';

export const GET = route({ access: 'public', handle: () => browserSettings() });
