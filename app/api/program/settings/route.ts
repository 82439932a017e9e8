import { route } from '#lib/platform/route.ts';
import { ChangeSettingsInput, SettingsView } from '#lib/program/settings/contract.ts';
import { settingServices } from '#lib/services/settings.ts';

export const GET = route({
  summary: 'What counts for everybody',
  answer: SettingsView,
  access: 'ProgramManager',
  handle: ({ user }) => settingServices(user).read(),
});

export const PATCH = route({
  summary: 'Sets what counts for everybody',
  answer: SettingsView,
  access: 'ProgramManager',
  body: ChangeSettingsInput,
  handle: ({ body, user }) => settingServices(user).change(body.changes),
});
