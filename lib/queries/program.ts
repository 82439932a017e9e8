import { queryOptions } from '@tanstack/react-query';
import { ProgramTable } from '#lib/program/contract.ts';
import { get } from './api.ts';

export const program = queryOptions({
  queryKey: ['program'],
  queryFn: () => get('/program/onboardings', ProgramTable),
});
