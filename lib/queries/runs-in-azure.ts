import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { RunPreview } from '#lib/onboarding/preview-run/contract.ts';
import { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { AzureRuns } from '#lib/onboarding/runs-in-azure/contract.ts';
import { get, post } from './api.ts';

const below = (onboardingId: string) => `/onboardings/${onboardingId}/request-publishing/runs`;

/** The runs of the onboarding's Logic App as Azure lists them. */
export const azureRuns = (onboardingId: string) =>
  queryOptions({
    queryKey: ['onboardings', onboardingId, 'runs-in-azure'],
    queryFn: () => get(below(onboardingId), AzureRuns),
  });

/** What a run proves, read at its source when asked. */
export const runPreview = (onboardingId: string, runId: string) =>
  queryOptions({
    queryKey: ['onboardings', onboardingId, 'run-preview', runId],
    queryFn: () => get(`${below(onboardingId)}/${runId}/preview`, RunPreview),
  });

/** Takes in a run by its Run ID or its link in the Azure portal. */
export function useAdoptRun(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pasted: string) => post(below(onboardingId), RunView, { pasted }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['onboardings', onboardingId] }),
  });
}
