import { useQuery, type QueryKey } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { OperationView, type OperationKind } from '#lib/onboarding/operations/contract.ts';
import { get, isSessionEnded } from './api.ts';

const POLL_MS = 1_000;

export function operationKey(onboardingId: string, kind: OperationKind): QueryKey {
  return ['onboardings', onboardingId, 'operations', kind];
}

/** The live state of an operation: polled while it runs. When it ends, everything shown of the onboarding is read again. */
export function useOperation(onboardingId: string, kind: OperationKind, known: OperationView | undefined) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: operationKey(onboardingId, kind),
    queryFn: () => get(`/onboardings/${onboardingId}/operations/${kind}`, OperationView),
    initialData: known,
    // One that was just started here is known by its answer, before the step's own answer names it.
    enabled: known !== undefined || client.getQueryData(operationKey(onboardingId, kind)) !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' && !isSessionEnded(state.error) ? POLL_MS : false),
  });
  // What the step's own answer says is newer than what an earlier poll left behind.
  const operation = data && known && Date.parse(known.startedAt) > Date.parse(data.startedAt) ? known : data;
  const hasEnded = operation !== undefined && operation.state !== 'running';
  useEffect(() => {
    if (hasEnded)
      void client.invalidateQueries({
        queryKey: ['onboardings', onboardingId],
        predicate: ({ queryKey }) => queryKey[2] !== 'operations',
      });
  }, [hasEnded, client, onboardingId]);
  return operation;
}
