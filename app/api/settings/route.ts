import { BrowserSettings } from '#lib/session/contract.ts';
import { route } from '#lib/platform/route.ts';
import { browserSettings } from '#lib/services/portal.ts';

export const GET = route({
  summary: 'What a browser needs to sign people in',
  answer: BrowserSettings,
  access: 'public',
  handle: () => browserSettings(),
});
