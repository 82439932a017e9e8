import { AllowListPage, AllowListQuery } from '#lib/program/allow-list/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListOffice } from '#lib/services/allow-list.ts';

export const GET = route({
  summary: 'The requests for faster cycles, a page at a time',
  answer: AllowListPage,
  access: 'ProgramManager',
  query: AllowListQuery,
  handle: ({ user, query }) => allowListOffice(user).page(query),
});
