import { z } from 'zod';
import type { Attachments } from '#lib/onboarding/request-publishing/ports.ts';
import type { Database } from './database.ts';

const DocumentFacts = z.object({ missingTopics: z.array(z.string()).default([]) });
const LinkResult = z.object({
  ok: z.boolean(),
  problem: z.string().optional(),
  missingTopics: z.array(z.string()).default([]),
});

/** What is attached to a publishing request, from PostgreSQL. `canConfirm`: mail is set up. */
export function prismaAttachments(database: Database, { canConfirm }: { canConfirm: boolean }): Attachments {
  return {
    uploads: (tenantId, onboardingId) =>
      database.upload.findMany({
        where: { submission: { onboardingId, onboarding: { tenantId } }, removedAt: null },
        orderBy: [{ kind: 'asc' }, { fileName: 'asc' }, { sha256: 'asc' }],
        select: { kind: true, fileName: true, mediaType: true, bytes: true, sha256: true },
      }),
    async facts(tenantId, onboardingId) {
      const submission = { onboardingId, onboarding: { tenantId } };
      const [uploads, links, confirmed] = await Promise.all([
        database.upload.findMany({
          where: { submission, removedAt: null },
          select: { kind: true, fileName: true, facts: true },
        }),
        database.linkCheck.findMany({ where: { submission } }),
        database.contactConfirmation.findMany({
          where: { submission, confirmedAt: { not: null } },
          select: { email: true },
        }),
      ]);
      const kinds = new Set(uploads.map(({ kind }) => kind));
      return {
        logos: { large: kinds.has('logo-large'), small: kinds.has('logo-small') },
        documents: uploads
          .filter(({ kind }) => kind === 'document')
          .map(({ fileName, facts }) => ({ fileName, ...DocumentFacts.parse(facts) })),
        links: links.map(({ url, result }) => ({ url, ...LinkResult.parse(result) })),
        canConfirm,
        confirmed: confirmed.map(({ email }) => email),
      };
    },
  };
}
