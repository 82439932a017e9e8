import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { AllowListStep, type AskAllowListInput } from '#lib/onboarding/allow-list/contract.ts';
import { AllowListPage, AllowListRow, type DecideAllowListInput } from '#lib/program/allow-list/contract.ts';
import { get, post } from './api.ts';
import { searchedPages } from './searched-pages.ts';

export const allowListStep = (onboardingId: string) =>
  queryOptions({
    queryKey: ['onboardings', onboardingId, 'allow-list'],
    queryFn: () => get(`/onboardings/${onboardingId}/allow-list`, AllowListStep),
  });

function useStepChange<Input>(onboardingId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(`/onboardings/${onboardingId}/allow-list${path}`, AllowListStep, input),
    onSuccess: (step) => client.setQueryData(allowListStep(onboardingId).queryKey, step),
  });
}
export const useAskAllowList = (onboardingId: string) => useStepChange<AskAllowListInput>(onboardingId, '');
export const useWithdrawAllowList = (onboardingId: string) =>
  useStepChange<{ version: number }>(onboardingId, '/withdraw');

const LIST = ['program', 'allow-list'];

export const allowListRequests = (search: string) =>
  searchedPages({ key: LIST, path: '/program/allow-list', page: AllowListPage, search });

function useRequestChange<Input>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(`/program/allow-list/${path}`, AllowListRow, input),
    // Also after a refusal: somebody else has changed it.
    onSettled: () => client.invalidateQueries({ queryKey: LIST }),
  });
}
export const useOwnAllowList = (requestId: string) => useRequestChange<{ version: number }>(`${requestId}/own`);
export const useDecideAllowList = (requestId: string) => useRequestChange<DecideAllowListInput>(`${requestId}/decide`);
