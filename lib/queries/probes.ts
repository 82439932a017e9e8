import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { CheckExchanges, ExportFile, ProbeList, ProbeView, type ProbeInput } from '#lib/onboarding/probe/contract.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { get, Nothing, post } from './api.ts';
import { saveFile } from './save-file.ts';

const POLL_MS = 700;
const at = (onboardingId: string, ...rest: string[]) => ['/onboardings', onboardingId, 'probes', ...rest].join('/');
const key = (onboardingId: string, ...rest: string[]) => ['onboardings', onboardingId, 'probes', ...rest];

export const probes = (onboardingId: string) =>
  queryOptions({
    queryKey: key(onboardingId),
    queryFn: () => get(at(onboardingId), ProbeList),
    // Its counts are those of the end, once there is one.
    refetchInterval: ({ state: { data } }) => (data?.probes.some(({ state }) => state === 'running') ? POLL_MS : false),
  });

/** A probe, followed until it has ended. */
export const probe = (onboardingId: string, probeId: string, since?: string) =>
  queryOptions({
    queryKey: since ? key(onboardingId, probeId, 'since', since) : key(onboardingId, probeId),
    queryFn: () => get(`${at(onboardingId, probeId)}${since ? `?since=${since}` : ''}`, ProbeView),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : POLL_MS),
  });

export const checkExchanges = (onboardingId: string, probeId: string, checkId: string) =>
  queryOptions({
    queryKey: key(onboardingId, probeId, 'exchanges', checkId),
    queryFn: () => get(at(onboardingId, probeId, 'exchanges', checkId), CheckExchanges),
  });

function useProbeStart<Input>(onboardingId: string, start: (input: Input) => Promise<ProbeView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: start,
    onSuccess: (view) => {
      client.setQueryData(key(onboardingId, view.id), view);
      return client.invalidateQueries({ queryKey: key(onboardingId), exact: true });
    },
  });
}

/** Starts a probe; while one runs, finds that one. */
export const useStartProbe = (onboardingId: string) =>
  useProbeStart(onboardingId, (input: ProbeInput) => post(at(onboardingId), ProbeView, input));

/** Removes what a probe left; answers with the probe that does it. */
export const useCleanUpProbe = (onboardingId: string) =>
  useProbeStart(onboardingId, ({ probeId, credential }: { probeId: string; credential: Credential }) =>
    post(at(onboardingId, probeId, 'clean-up'), ProbeView, { credential }),
  );

export function useStopProbe(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (probeId: string) => post(at(onboardingId, probeId, 'stop'), Nothing),
    onSuccess: (_, probeId) => client.invalidateQueries({ queryKey: key(onboardingId, probeId), exact: true }),
  });
}

export type ExportFormat = 'json' | 'har' | 'report';

/** Fetches the file and hands it to the browser to save: the API takes a token, which a plain link cannot carry. */
export function useExportProbe(onboardingId: string, probeId: string) {
  return useMutation({
    mutationFn: async (format: ExportFormat) =>
      saveFile(await get(`${at(onboardingId, probeId, 'export')}?format=${format}`, ExportFile)),
  });
}
