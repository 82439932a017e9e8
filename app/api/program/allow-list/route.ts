import { AllowListTable } from '#lib/program/allow-list/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListOffice } from '#lib/services/allow-list.ts';

export const GET = route({
  summary: 'The requests for faster cycles',
  answer: AllowListTable,
  access: 'ProgramManager',
  handle: ({ user }) => allowListOffice(user).list(),
});
