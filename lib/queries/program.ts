import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { ProgramPage } from '#lib/program/onboardings/contract.ts';
import { ProgramFigures, type FiguresFilter, type TableId } from '#lib/program/figures/contract.ts';
import { get, getFile, post } from './api.ts';
import { pagesOf } from './pages.ts';
import { saveBlob } from './save-file.ts';

/** Page after page of the onboardings that an address asks for. */
export const programOnboardings = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['program', 'onboardings', search],
    ...pagesOf('/program/onboardings', ProgramPage, search),
    placeholderData: keepPreviousData,
  });

export const addressOf = (filter: FiguresFilter) =>
  new URLSearchParams({ time: filter.time, ...(filter.cohort ? { cohort: filter.cohort } : {}) }).toString();

const REFRESH_MS = 60_000;

export const programFigures = (filter: FiguresFilter) =>
  queryOptions({
    queryKey: ['program', 'figures', filter.time, filter.cohort ?? 'all'],
    queryFn: () => get(`/program/figures?${addressOf(filter)}`, ProgramFigures),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

export function useCountFigures(filter: FiguresFilter) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post('/program/figures', ProgramFigures, filter),
    onSuccess: (figures) => client.setQueryData(programFigures(filter).queryKey, figures),
  });
}

/** The file has what is kept at that moment: the page then shows the same. */
export function useSaveFigures(filter: FiguresFilter) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { format: 'csv'; table: TableId } | { format: 'json' }) => {
      const wanted = new URLSearchParams(what).toString();
      return getFile(`/program/figures/export?${addressOf(filter)}&${wanted}`).then(({ name, content }) =>
        saveBlob(name, content),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: programFigures(filter).queryKey }),
  });
}
