import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ActionContent,
  Leftovers,
  Preflight,
  RunActions,
  RunView,
  ValidationStep,
  type RunStatus,
  type StartRunInput,
} from '#lib/onboarding/run-validation/contract.ts';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { get, isSessionEnded, post } from './api.ts';
import { operationKey } from './operations.ts';

const POLL_MS = 2_000;
const at = (onboardingId: string, rest: string) => `/onboardings/${onboardingId}/${rest}`;
const key = (onboardingId: string, ...rest: string[]) => ['onboardings', onboardingId, ...rest];

export function isLive(status: RunStatus): boolean {
  return status === 'starting' || status === 'running';
}

export const validationStep = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'run-validation'),
    queryFn: () => get(at(onboardingId, 'run-validation'), ValidationStep),
  });

/** A run, followed live until it has ended and was judged. */
export const validationRun = (onboardingId: string, runId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'runs', runId),
    queryFn: () => get(at(onboardingId, `run-validation/runs/${runId}`), RunView),
    refetchInterval: ({ state }) =>
      isSessionEnded(state.error) || (state.data && !isLive(state.data.status) && state.data.ready !== undefined)
        ? false
        : POLL_MS,
  });

export const runActions = (onboardingId: string, runId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'runs', runId, 'actions'),
    queryFn: () => get(at(onboardingId, `run-validation/runs/${runId}/actions`), RunActions),
  });

export const actionContent = (onboardingId: string, runId: string, action: string, repetition?: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'runs', runId, 'actions', action, repetition ?? ''),
    queryFn: () =>
      get(
        at(
          onboardingId,
          `run-validation/runs/${runId}/actions/${encodeURIComponent(action)}${repetition ? `?repetition=${repetition}` : ''}`,
        ),
        ActionContent,
      ),
  });

export const leftovers = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId, 'leftovers'),
    queryFn: () => get(at(onboardingId, 'run-validation/leftovers'), Leftovers),
    enabled: false,
  });

export function usePreflight(onboardingId: string) {
  return useMutation({
    mutationFn: (credential: Credential) =>
      post(at(onboardingId, 'run-validation/pre-flight'), Preflight, { credential }),
  });
}

function useRunOperation<Input>(onboardingId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(at(onboardingId, path), OperationView, input),
    onSuccess: (operation) => client.setQueryData(operationKey(onboardingId, operation.kind), operation),
    // Also what was refused: another tab may have been first, and the page then shows what it started.
    onSettled: () =>
      client.invalidateQueries({
        queryKey: key(onboardingId),
        predicate: ({ queryKey }) => queryKey[2] !== 'operations',
      }),
  });
}
export const useStartRun = (onboardingId: string) =>
  useRunOperation<StartRunInput>(onboardingId, 'run-validation/runs');
export const useCleanUp = (onboardingId: string) =>
  useRunOperation<Record<string, never>>(onboardingId, 'run-validation/clean-up');

function useRunAction(onboardingId: string, action: 'cancel' | 'verify') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => post(at(onboardingId, `run-validation/runs/${runId}/${action}`), RunView),
    onSuccess: (run) => {
      client.setQueryData(key(onboardingId, 'runs', run.id), run);
      return client.invalidateQueries({ queryKey: key(onboardingId), exact: true });
    },
  });
}
export const useCancelRun = (onboardingId: string) => useRunAction(onboardingId, 'cancel');
export const useVerifyRun = (onboardingId: string) => useRunAction(onboardingId, 'verify');
