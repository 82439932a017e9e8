import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { probe, probes } from './probes.ts';
import { requirements } from './steps.ts';

/** Reads the requirements again when a probe that was seen running has ended: it answers some of them. */
export function useRequirementsAfterProbe(onboardingId: string): void {
  const client = useQueryClient();
  const wasRunning = useRef(false);
  const { data: list } = useQuery(probes(onboardingId));
  const newest = list?.probes[0];
  const { data } = useQuery({
    ...probe(onboardingId, newest?.id ?? ''),
    enabled: newest?.state === 'running',
  });
  const state = data?.state;
  useEffect(() => {
    if (state === 'ended' && wasRunning.current) {
      void client.invalidateQueries({ queryKey: requirements(onboardingId).queryKey, exact: true });
    }
    wasRunning.current = state === 'running';
  }, [state, client, onboardingId]);
}
