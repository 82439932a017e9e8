import { TenantList, TenantQuery } from '#lib/program/cohorts/contract.ts';
import { route } from '#lib/platform/route.ts';
import { cohortServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'Tenants that have an onboarding',
  answer: TenantList,
  access: 'ProgramManager',
  query: TenantQuery,
  handle: ({ query, user }) => cohortServices(user).tenants(query.search),
});
