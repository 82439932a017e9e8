import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  SubmissionView,
  type ReopenFindingInput,
  type RequestChangesInput,
  type ResolveFindingInput,
} from '#lib/review/contract.ts';
import { get, post } from './api.ts';
import { submissionHistory } from './history.ts';

export const submission = (submissionId: string) =>
  queryOptions({
    queryKey: ['review', 'submissions', submissionId],
    queryFn: () => get(`/review/submissions/${submissionId}`, SubmissionView),
  });

function useReviewChange<Input>(submissionId: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(`/review/submissions/${submissionId}/${path}`, SubmissionView, input),
    onSuccess(view) {
      client.setQueryData(['review', 'submissions', submissionId], view);
      return client.invalidateQueries({ queryKey: submissionHistory(submissionId).queryKey });
    },
  });
}

/** Gives the request back to the vendor with what is to be changed. */
export const useRequestChanges = (submissionId: string) =>
  useReviewChange<RequestChangesInput>(submissionId, 'request-changes');
export const useResolveFinding = (submissionId: string, findingId: string) =>
  useReviewChange<ResolveFindingInput>(submissionId, `findings/${findingId}/resolve`);
export const useReopenFinding = (submissionId: string, findingId: string) =>
  useReviewChange<ReopenFindingInput>(submissionId, `findings/${findingId}/reopen`);

/** Reads the submitted run again at its source, with the portal's own service principal. */
export const useReverify = (submissionId: string) => useReviewChange<void>(submissionId, 'verify');
