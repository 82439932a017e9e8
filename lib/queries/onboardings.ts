import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  AddMemberInput,
  OnboardingList,
  OnboardingView,
  StartOnboardingInput,
} from '#lib/onboarding/record/contract.ts';
import type { Step } from '#lib/journey/steps.ts';
import { get, post } from './api.ts';
import { searchedPages } from './searched-pages.ts';

const LIST = ['onboardings', 'list'];

/** Page after page of the person’s onboardings, newest first; `words` are beginnings of words of their names. */
export const onboardingPages = (words: string) =>
  searchedPages({
    key: LIST,
    path: '/onboardings',
    page: OnboardingList,
    search: words && new URLSearchParams({ q: words }).toString(),
  });

export function onboarding(onboardingId: string) {
  return queryOptions({
    queryKey: ['onboardings', onboardingId],
    queryFn: () => get(`/onboardings/${onboardingId}`, OnboardingView),
  });
}

export function useStartOnboarding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.infer<typeof StartOnboardingInput>) => post('/onboardings', OnboardingView, input),
    onSuccess: (started) => {
      client.setQueryData(['onboardings', started.id], started);
      return client.invalidateQueries({ queryKey: LIST });
    },
  });
}

/** Marks a step complete; the server refuses while something in it is open. */
export function useCompleteStep(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => post(`/onboardings/${onboardingId}/complete-step`, OnboardingView, { step }),
    onSuccess: (changed) => client.setQueryData(['onboardings', onboardingId], changed),
  });
}

export function useAddMember(onboardingId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.infer<typeof AddMemberInput>) =>
      post(`/onboardings/${onboardingId}/members`, OnboardingView, input),
    onSuccess: (changed) => client.setQueryData(['onboardings', onboardingId], changed),
  });
}
