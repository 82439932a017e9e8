import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { FeedbackTable } from '#lib/program/feedback/contract.ts';
import { call, get, getFile, Nothing, post } from './api.ts';
import { saveBlob } from './save-file.ts';

export function useSendFeedback(onboardingId: string) {
  return useMutation({
    // What is written after a tap follows it: it takes its place.
    scope: { id: `feedback/${onboardingId}` },
    mutationFn: (input: z.input<typeof FeedbackInput>) => post(`/onboardings/${onboardingId}/feedback`, Nothing, input),
  });
}

export const programFeedback = queryOptions({
  queryKey: ['program', 'feedback'],
  queryFn: () => get('/program/feedback', FeedbackTable),
});

export function useThemeFeedback(feedbackId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (theme: string) => call('PATCH', `/program/feedback/${feedbackId}`, Nothing, { theme }),
    onSuccess: () => client.invalidateQueries({ queryKey: programFeedback.queryKey }),
  });
}

export function useSaveFeedback() {
  return useMutation({
    mutationFn: (format: 'csv' | 'json') =>
      getFile(`/program/feedback/export?format=${format}`).then(({ name, content }) => saveBlob(name, content)),
  });
}
