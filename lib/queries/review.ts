import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { SubmissionList, SubmissionView, type RequestChangesInput } from '#lib/review/contract.ts';
import { get, post } from './api.ts';

export const submissions = queryOptions({
  queryKey: ['review', 'submissions'],
  queryFn: () => get('/review/submissions', SubmissionList),
});

export const submission = (submissionId: string) =>
  queryOptions({
    queryKey: ['review', 'submissions', submissionId],
    queryFn: () => get(`/review/submissions/${submissionId}`, SubmissionView),
  });

/** Gives the request back to the vendor with what is to be changed. */
export function useRequestChanges(submissionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: RequestChangesInput) =>
      post(`/review/submissions/${submissionId}/request-changes`, SubmissionView, input),
    onSuccess: (view) => client.setQueryData(['review', 'submissions', submissionId], view),
  });
}

/** Reads the submitted run again at its source, with the portal's own service principal. */
export function useReverify(submissionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(`/review/submissions/${submissionId}/verify`, SubmissionView),
    onSuccess: (view) => client.setQueryData(['review', 'submissions', submissionId], view),
  });
}
