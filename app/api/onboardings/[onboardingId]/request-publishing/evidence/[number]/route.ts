import { EvidenceParams } from '#lib/onboarding/evidence/contract.ts';
import { route } from '#lib/platform/route.ts';
import { evidenceServices } from '#lib/services/evidence.ts';

export const GET = route({
  summary: 'The evidence pack of one handing in',
  answer: 'file',
  access: 'signed-in',
  params: EvidenceParams,
  handle: ({ user, params }) => evidenceServices(user).pack({ ...params, number: Number(params.number) }),
});
