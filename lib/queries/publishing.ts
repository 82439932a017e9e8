import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import {
  PublishingStep,
  SavedFields,
  type AnswerFindingInput,
  type FieldChangeInput,
  type MoveInput,
} from '#lib/onboarding/request-publishing/contract.ts';
import { call, get, isSessionEnded, post } from './api.ts';
import { history } from './history.ts';
import { operationKey } from './operations.ts';

const POLL_MS = 5_000;
const SLOW_POLL_MS = 30_000;
const at = (onboardingId: string, rest = '') => `/onboardings/${onboardingId}/request-publishing${rest}`;
export const publishingKey = (onboardingId: string) => ['onboardings', onboardingId, 'request-publishing'];

/** Always read anew on a visit: what an earlier one saw may lack the run and the words of today. */
export const publishingStep = (onboardingId: string) =>
  queryOptions({
    queryKey: publishingKey(onboardingId),
    queryFn: () => get(at(onboardingId), PublishingStep),
    refetchOnMount: 'always',
    // Colleagues fill in the same request, contacts confirm by mail, reviewers decide: all elsewhere.
    refetchInterval: ({ state: { data, error } }) => {
      if (isSessionEnded(error)) return false;
      return data?.submission.isEditable ? POLL_MS : SLOW_POLL_MS;
    },
  });

/** Its caller puts the answer in its place: what was typed meanwhile must not be lost. */
export const saveFields = (onboardingId: string, changes: FieldChangeInput[]) =>
  call('PATCH', at(onboardingId, '/fields'), SavedFields, { changes });

/** Fills in what is known, each value with its source. */
export function usePrefill(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(at(onboardingId, '/prefill'), SavedFields),
    onSuccess: ({ step }) => client.setQueryData(publishingKey(onboardingId), step),
  });
}

function useRequestChange<Input>(onboardingId: string, pathOf: (input: Input) => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(at(onboardingId, pathOf(input)), PublishingStep, input),
    async onSuccess(step) {
      client.setQueryData(publishingKey(onboardingId), step);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['onboardings', onboardingId], exact: true }),
        client.invalidateQueries({ queryKey: history(onboardingId).queryKey }),
      ]);
    },
  });
}
export const useWithdraw = (onboardingId: string) => useRequestChange<MoveInput>(onboardingId, () => '/withdraw');
export const useTakeUp = (onboardingId: string) => useRequestChange<MoveInput>(onboardingId, () => '/take-up');
export const useAnswerFinding = (onboardingId: string, findingId: string) =>
  useRequestChange<AnswerFindingInput>(onboardingId, () => `/findings/${findingId}/answer`);

export function useSubmitRequest(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(at(onboardingId), OperationView),
    onSuccess: (operation) => {
      client.setQueryData(operationKey(onboardingId, operation.kind), operation);
      return client.invalidateQueries({
        queryKey: ['onboardings', onboardingId],
        predicate: ({ queryKey }) => queryKey[2] !== 'operations',
      });
    },
  });
}
