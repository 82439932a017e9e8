import { TenantQuery } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { cohortServices } from '#lib/services/program.ts';

export const GET = route({
  access: 'ProgramManager',
  query: TenantQuery,
  handle: ({ query, user }) => cohortServices(user).tenants(query.search),
});
