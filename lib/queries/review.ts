import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { SubmissionList, SubmissionView } from '#lib/review/contract.ts';
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

/** Reads the submitted run again at its source, with the portal's own service principal. */
export function useReverify(submissionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(`/review/submissions/${submissionId}/verify`, SubmissionView),
    onSuccess: (view) => client.setQueryData(['review', 'submissions', submissionId], view),
  });
}
