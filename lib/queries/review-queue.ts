import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Assigned,
  QueuePage,
  Reviewers,
  SavedViewList,
  type AssignInput,
  type SaveViewInput,
} from '#lib/review/queue/contract.ts';
import { call, get, post } from './api.ts';
import { searchedPages } from './searched-pages.ts';

const QUEUE = ['review', 'queue'];
const VIEWS = ['review', 'views'];

export const queuePages = (search: string) =>
  searchedPages({ key: QUEUE, path: '/review/submissions', page: QueuePage, search });

export const reviewers = queryOptions({
  queryKey: ['review', 'reviewers'],
  queryFn: () => get('/review/reviewers', Reviewers),
});

export const savedViews = queryOptions({ queryKey: VIEWS, queryFn: () => get('/review/views', SavedViewList) });

export function useAssign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: AssignInput) => post('/review/assign', Assigned, input),
    onSettled: () => client.invalidateQueries({ queryKey: ['review'] }),
  });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: SaveViewInput) => post('/review/views', SavedViewList, view),
    onSuccess: (views) => client.setQueryData(VIEWS, views),
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (viewId: string) => call('DELETE', `/review/views/${viewId}`, SavedViewList),
    onSuccess: (views) => client.setQueryData(VIEWS, views),
  });
}
