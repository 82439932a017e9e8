import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { FeedbackPage } from '#lib/program/feedback/contract.ts';
import { call, Nothing, post } from './api.ts';
import { searchedPages } from './searched-pages.ts';
import { saveFrom } from './save-file.ts';

export function useSendFeedback(onboardingId: string) {
  return useMutation({
    // What is written after a tap follows it: it takes its place.
    scope: { id: `feedback/${onboardingId}` },
    mutationFn: (input: z.input<typeof FeedbackInput>) => post(`/onboardings/${onboardingId}/feedback`, Nothing, input),
  });
}

const LIST = ['program', 'feedback'];

export const programFeedback = (search: string) =>
  searchedPages({ key: LIST, path: '/program/feedback', page: FeedbackPage, search });

export function useThemeFeedback(feedbackId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (theme: string) => call('PATCH', `/program/feedback/${feedbackId}`, Nothing, { theme }),
    onSuccess: () => client.invalidateQueries({ queryKey: LIST }),
  });
}

/** All that an address asks for, whatever of it is shown. */
export function useSaveFeedback(search: string) {
  return useMutation({
    mutationFn(format: 'csv' | 'json') {
      const asked = new URLSearchParams(search);
      asked.set('format', format);
      return saveFrom(`/program/feedback/export?${asked.toString()}`);
    },
  });
}
