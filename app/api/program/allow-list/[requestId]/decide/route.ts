import { AllowListRow, DecideAllowListInput, RequestParams } from '#lib/program/allow-list/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListOffice } from '#lib/services/allow-list.ts';

export const POST = route({
  summary: 'Approves faster cycles until a day, or declines them',
  answer: AllowListRow,
  access: 'ProgramManager',
  params: RequestParams,
  body: DecideAllowListInput,
  handle: ({ user, params, body }) => allowListOffice(user).decide(params.requestId, body),
});
