import 'server-only';
import { exportPack, type PackFileToSave } from '#lib/onboarding/evidence/export-pack.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { exportPackForReview } from '#lib/review/export-pack.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** Evidence packs, for those an onboarding is open to and for reviewers. */
export function evidenceServices(user: SignedIn) {
  const { audit: history, submissions, evidence } = foundation();
  return {
    pack: async (of: { onboardingId: string; number: number }) =>
      asFile(await exportPack({ ...portsFor(user), history }, { person: personOf(user), ...of })),
    packForReview: async (of: { submissionId: string; number: number }) =>
      asFile(await exportPackForReview({ submissions, evidence, history }, of)),
  };
}

function asFile({ name, type, bytes }: PackFileToSave): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
