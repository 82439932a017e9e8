import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { Checklist, type ConfirmInput } from '#lib/review/checklist/contract.ts';
import { SinceLook, type LookInput } from '#lib/review/look/contract.ts';
import { call, get } from './api.ts';
import { every, REVIEW_POLL_MS } from './polling.ts';

const at = (submissionId: string) => `/review/submissions/${submissionId}`;
const keyOf = (submissionId: string, what: string) => ['review', 'submissions', submissionId, what];
export const checklist = (submissionId: string) =>
  queryOptions({
    queryKey: keyOf(submissionId, 'checklist'),
    queryFn: () => get(`${at(submissionId)}/checklist`, Checklist),
    // Another reviewer may be at it, too.
    refetchInterval: every(REVIEW_POLL_MS),
  });

/** Whatever came of it, list, decisions and history are read anew: a refusal means that they have moved on. */
export function useConfirm(submissionId: string, item: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<ConfirmInput, 'words'> & { words?: string }) =>
      call('PUT', `${at(submissionId)}/checklist/${item}`, Checklist, input),
    onSuccess: (list) => client.setQueryData(keyOf(submissionId, 'checklist'), list),
    onSettled: () =>
      Promise.all(
        ['checklist', 'decisions', 'history'].map((what) =>
          client.invalidateQueries({ queryKey: keyOf(submissionId, what) }),
        ),
      ),
  });
}

export const sinceLook = (submissionId: string) =>
  queryOptions({
    queryKey: keyOf(submissionId, 'look'),
    queryFn: () => get(`${at(submissionId)}/look`, SinceLook),
    // Another reviewer may be at it, too.
    refetchInterval: every(REVIEW_POLL_MS),
  });

const putLook = (submissionId: string, input: LookInput) => call('PUT', `${at(submissionId)}/look`, SinceLook, input);

/** Keeps that the reviewer is here. What is shown stays as it is. */
export const useVisit = (submissionId: string) =>
  useMutation({ mutationFn: (readAt: string) => putLook(submissionId, { at: readAt, seen: false }) });

/** Everything until then is known, and told no more. */
export function useMarkSeen(submissionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (readAt: string) => putLook(submissionId, { at: readAt, seen: true }),
    onSuccess: (since) => client.setQueryData(keyOf(submissionId, 'look'), since),
  });
}
