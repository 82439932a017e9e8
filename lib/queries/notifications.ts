import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { Choices, NotificationsPage, Unread, type KindChoice } from '#lib/notifications/contract.ts';
import { call, get, post } from './api.ts';
import { pagesOf } from './pages.ts';
import { every } from './polling.ts';

const POLL_MS = 30_000;
const LIST = ['notifications', 'list'];
const UNREAD = ['notifications', 'unread'];
const CHOICES = ['notifications', 'choices'];

/** The number on the bell. It alone is asked for over and over: the list is read anew when the number has changed. */
export const unreadNotifications = queryOptions({
  queryKey: UNREAD,
  queryFn: async ({ client }) => {
    const before = client.getQueryData<Unread>(UNREAD);
    const now = await get('/notifications/unread', Unread);
    if (before && before.count !== now.count) void client.invalidateQueries({ queryKey: LIST });
    return now;
  },
  refetchInterval: every(POLL_MS),
});

export const notificationPages = infiniteQueryOptions({
  queryKey: LIST,
  ...pagesOf('/notifications', NotificationsPage),
});

/** One, or without an id all. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id?: string) => post(`/notifications/${id ? `${id}/read` : 'read'}`, Unread),
    onSuccess: (unread) => settle(client, unread),
  });
}

function settle(client: QueryClient, unread: Unread): Promise<void> {
  client.setQueryData(UNREAD, unread);
  return client.invalidateQueries({ queryKey: LIST });
}

export const notificationChoices = queryOptions({
  queryKey: CHOICES,
  queryFn: () => get('/notifications/choices', Choices),
});

export function useChoose() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: KindChoice) => call('PATCH', '/notifications/choices', Choices, { choices: [choice] }),
    onSuccess: (choices) => client.setQueryData(CHOICES, choices),
  });
}
