import type { z } from 'zod';
import { get } from './api.ts';

/** A list that comes page by page: each page is asked for from where the one before ended. */
export function pagesOf<Page extends { next?: string }>(path: string, page: z.ZodType<Page>, search = '') {
  return {
    queryFn: ({ pageParam }: { pageParam: string }) => get(withMark(path, search, pageParam), page),
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next,
  };
}

/** What has moved in its list since a page of it was read may be on a later one again: it stays in its place, as read last. */
export function onceEach<Row>(rows: Row[], idOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [idOf(row), row])).values()];
}

function withMark(path: string, search: string, after: string): string {
  const asked = new URLSearchParams(search);
  if (after) asked.set('after', after);
  return asked.size > 0 ? `${path}?${asked.toString()}` : path;
}
