import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { z } from 'zod';
import { pagesOf } from './pages.ts';

type Searched<Page> = { key: readonly string[]; path: string; page: z.ZodType<Page>; search: string };

/** Page after page of the list that an address asks for; until another question is answered, the answer to the one before stays. */
export function searchedPages<Page extends { next?: string }>({ key, path, page, search }: Searched<Page>) {
  return infiniteQueryOptions({
    queryKey: [...key, search],
    ...pagesOf(path, page, search),
    placeholderData: keepPreviousData,
  });
}
