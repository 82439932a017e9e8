import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ProgramTable } from '#lib/program/contract.ts';
import { ProgramFigures, type FiguresFilter, type TableId } from '#lib/program/figures/contract.ts';
import { get, getFile, post } from './api.ts';
import { saveBlob } from './save-file.ts';

export const program = queryOptions({
  queryKey: ['program', 'onboardings'],
  queryFn: () => get('/program/onboardings', ProgramTable),
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

export function useSaveFigures(filter: FiguresFilter) {
  return useMutation({
    mutationFn: (what: { format: 'csv'; table: TableId } | { format: 'json' }) => {
      const wanted = new URLSearchParams(what).toString();
      return getFile(`/program/figures/export?${addressOf(filter)}&${wanted}`).then(({ name, content }) =>
        saveBlob(name, content),
      );
    },
  });
}
