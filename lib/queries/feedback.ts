import { useMutation } from '@tanstack/react-query';
import type { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { Nothing, post } from './api.ts';

export function useSendFeedback(onboardingId: string) {
  return useMutation({
    mutationFn: (input: FeedbackInput) => post(`/onboardings/${onboardingId}/feedback`, Nothing, input),
  });
}
