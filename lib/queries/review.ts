import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  SubmissionView,
  type ReopenFindingInput,
  type RequestChangesInput,
  type ResolveFindingInput,
} from '#lib/review/contract.ts';
import { get, post } from './api.ts';
import { every, REVIEW_POLL_MS } from './polling.ts';

export const submission = (submissionId: string) =>
  queryOptions({
    queryKey: ['review', 'submissions', submissionId],
    queryFn: () => get(`/review/submissions/${submissionId}`, SubmissionView),
    // The vendor and other reviewers act elsewhere.
    refetchInterval: every(REVIEW_POLL_MS),
  });

/** Whatever came of it, everything that is shown of the request is read anew: a refusal means that it has moved on. */
function useReviewChange<Input>(submissionId: string, path: string, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(`/review/submissions/${submissionId}/${path}`, SubmissionView, input),
    onSuccess(view) {
      // Of the hook, not of the call: what asked for it may be gone with the state that the request had.
      onDone?.();
      client.setQueryData(['review', 'submissions', submissionId], view);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['review'] }),
  });
}

/** Gives the request back to the vendor with what is to be changed. */
export const useRequestChanges = (submissionId: string, onDone: () => void) =>
  useReviewChange<RequestChangesInput>(submissionId, 'request-changes', onDone);
export const useResolveFinding = (submissionId: string, findingId: string) =>
  useReviewChange<ResolveFindingInput>(submissionId, `findings/${findingId}/resolve`);
export const useReopenFinding = (submissionId: string, findingId: string, onDone: () => void) =>
  useReviewChange<ReopenFindingInput>(submissionId, `findings/${findingId}/reopen`, onDone);

/** Reads the submitted run again at its source, with the portal's own service principal. */
export const useReverify = (submissionId: string) => useReviewChange<void>(submissionId, 'verify');
