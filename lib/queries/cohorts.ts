import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  CohortList,
  CohortView,
  NewCohortInput,
  TenantList,
  type ChangeCohortInput,
} from '#lib/program/cohorts/contract.ts';
import { call, get, Nothing, post } from './api.ts';

export const cohorts = queryOptions({
  queryKey: ['program', 'cohorts'],
  queryFn: () => get('/program/cohorts', CohortList),
});

export const knownTenants = (search: string) =>
  queryOptions({
    queryKey: ['program', 'tenants', search],
    queryFn: () => get(`/program/tenants?${new URLSearchParams({ search }).toString()}`, TenantList),
  });

export function useCreateCohort() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: z.input<typeof NewCohortInput>) => post('/program/cohorts', CohortView, input),
    onSuccess: refresh,
  });
}

export function useChangeCohort(cohortId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (change: Partial<ChangeCohortInput> & { version: number }) =>
      call('PATCH', `/program/cohorts/${cohortId}`, CohortView, change),
    // A figure of the old tenants must not stand under the new ones.
    onSettled: refresh,
  });
}

export function useRemoveCohort(cohortId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => call('DELETE', `/program/cohorts/${cohortId}`, Nothing),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return async () => {
    client.removeQueries({ queryKey: ['program', 'figures'] });
    await client.invalidateQueries({ queryKey: ['program', 'cohorts'] });
  };
}
