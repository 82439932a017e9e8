import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { DecisionsView, type DecideInput } from '#lib/review/decide/contract.ts';
import { get, post } from './api.ts';
import { every, REVIEW_POLL_MS } from './polling.ts';

const at = (submissionId: string) => `/review/submissions/${submissionId}`;
const keyOf = (submissionId: string) => ['review', 'submissions', submissionId, 'decisions'];

export const decisions = (submissionId: string) =>
  queryOptions({
    queryKey: keyOf(submissionId),
    queryFn: () => get(`${at(submissionId)}/decisions`, DecisionsView),
    // Another reviewer may be at it, too.
    refetchInterval: every(REVIEW_POLL_MS),
  });

/** Whatever came of it, everything that is shown of the request is read anew: a refusal means that it has moved on. */
function useDecisionChange<Input>(submissionId: string, path: string, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => post(`${at(submissionId)}/${path}`, DecisionsView, input),
    onSuccess(view) {
      // Before everything else is read anew: what was just decided must not be taken for somebody else’s act.
      onDone?.();
      client.setQueryData(keyOf(submissionId), view);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['review'] }),
  });
}

export const useBeginReview = (submissionId: string, onDone: () => void) =>
  useDecisionChange<{ version: number }>(submissionId, 'begin-review', onDone);
export const useDecide = (submissionId: string, onDone: () => void) =>
  useDecisionChange<DecideInput>(submissionId, 'decisions', onDone);
