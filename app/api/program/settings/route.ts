import { route } from '#lib/platform/route.ts';
import { ChangeSettingsInput } from '#lib/program/settings/contract.ts';
import { settingServices } from '#lib/services/settings.ts';

export const GET = route({ access: 'ProgramManager', handle: ({ user }) => settingServices(user).read() });

export const PATCH = route({
  access: 'ProgramManager',
  body: ChangeSettingsInput,
  handle: ({ body, user }) => settingServices(user).change(body.changes),
});
