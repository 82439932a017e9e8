import { AllowListRow, OwnAllowListInput, RequestParams } from '#lib/program/allow-list/contract.ts';
import { route } from '#lib/platform/route.ts';
import { allowListOffice } from '#lib/services/allow-list.ts';

export const POST = route({
  summary: 'Takes a request for faster cycles on',
  answer: AllowListRow,
  access: 'ProgramManager',
  params: RequestParams,
  body: OwnAllowListInput,
  handle: ({ user, params, body }) => allowListOffice(user).own(params.requestId, body.version),
});
