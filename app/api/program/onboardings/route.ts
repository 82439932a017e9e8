import { ProgramTable } from '#lib/program/contract.ts';
import { route } from '#lib/platform/route.ts';
import { programServices } from '#lib/services/program.ts';

export const GET = route({
  summary: 'Where every onboarding stands',
  answer: ProgramTable,
  access: 'ProgramManager',
  handle: () => programServices().table(),
});
