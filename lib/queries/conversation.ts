import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { Messages } from '#lib/onboarding/request-conversation/contract.ts';
import { Notes } from '#lib/review/notes/contract.ts';
import { post } from './api.ts';
import { pagesOf } from './pages.ts';
import { every, REVIEW_POLL_MS } from './polling.ts';

/** Where a conversation is read and written. */
export const ofIsv = (onboardingId: string) => `/onboardings/${onboardingId}/request-publishing/messages`;
export const ofReview = (submissionId: string) => `/review/submissions/${submissionId}/messages`;
export const ofNotes = (submissionId: string) => `/review/submissions/${submissionId}/notes`;

function said<Page extends { next?: string }>(path: string, page: z.ZodType<Page>) {
  return infiniteQueryOptions({
    queryKey: ['said', path],
    ...pagesOf(path, page),
    // The other side writes elsewhere.
    refetchInterval: every(REVIEW_POLL_MS),
  });
}

export const messages = (path: string) => said(path, Messages);
export const notes = (submissionId: string) => said(ofNotes(submissionId), Notes);

function useSay<Answer>(path: string, answer: z.ZodType<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: string) => post(path, answer, { words }),
    // All pages: what is new moves the older ones on.
    onSuccess: () => client.invalidateQueries({ queryKey: ['said', path] }),
  });
}

export const useSendMessage = (path: string) => useSay(path, Messages);
export const useKeepNote = (submissionId: string) => useSay(ofNotes(submissionId), Notes);
