import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { Comparison, type ComparisonAsk } from '#lib/program/cohorts/contract.ts';
import { ProgramPage } from '#lib/program/onboardings/contract.ts';
import { ProgramFigures, type FiguresFilter, type TableId } from '#lib/program/figures/contract.ts';
import { get, post } from './api.ts';
import { searchedPages } from './searched-pages.ts';
import { saveFrom } from './save-file.ts';

export const programOnboardings = (search: string) =>
  searchedPages({ key: ['program', 'onboardings'], path: '/program/onboardings', page: ProgramPage, search });

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

const comparisonAt = ({ one, other }: ComparisonAsk, below = '') =>
  `/program/cohorts/${one}/comparison/${other}${below}`;

/** Below the figures: a cohort that changes changes both. */
export const cohortComparison = (ask: ComparisonAsk) =>
  queryOptions({
    queryKey: ['program', 'figures', 'comparison', ask],
    queryFn: () => get(`${comparisonAt(ask)}?time=${ask.time}`, Comparison),
    refetchInterval: REFRESH_MS,
  });

export const useSaveComparison = (ask: ComparisonAsk) =>
  useMutation({
    mutationFn: (format: 'csv' | 'json') =>
      saveFrom(`${comparisonAt(ask, '/export')}?time=${ask.time}&format=${format}`),
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
      return saveFrom(`/program/figures/export?${addressOf(filter)}&${wanted}`);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: programFigures(filter).queryKey }),
  });
}
