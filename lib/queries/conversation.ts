import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { Messages } from '#lib/onboarding/request-conversation/contract.ts';
import { Notes } from '#lib/review/notes/contract.ts';
import { get, isSessionEnded, post } from './api.ts';

const POLL_MS = 30_000;

/** Where a conversation is read and written. */
export const ofIsv = (onboardingId: string) => `/onboardings/${onboardingId}/request-publishing/messages`;
export const ofReview = (submissionId: string) => `/review/submissions/${submissionId}/messages`;
export const ofNotes = (submissionId: string) => `/review/submissions/${submissionId}/notes`;

function said<Answer>(path: string, answer: z.ZodType<Answer>) {
  return queryOptions({
    queryKey: ['said', path],
    queryFn: () => get(path, answer),
    // The other side writes elsewhere.
    refetchInterval: ({ state: { error } }) => (isSessionEnded(error) ? false : POLL_MS),
  });
}

export const messages = (path: string) => said(path, Messages);
export const notes = (submissionId: string) => said(ofNotes(submissionId), Notes);

function useSay<Answer>(path: string, answer: z.ZodType<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: string) => post(path, answer, { words }),
    onSuccess: (all) => client.setQueryData(['said', path], all),
  });
}

export const useSendMessage = (path: string) => useSay(path, Messages);
export const useKeepNote = (submissionId: string) => useSay(ofNotes(submissionId), Notes);
