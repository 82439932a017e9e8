import { LinkCheckView, Topic, UploadFacts } from '#lib/onboarding/request-attachments/contract.ts';
import type { Attachments } from '#lib/onboarding/request-publishing/ports.ts';
import type { Database } from './database.ts';

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
          .map(({ fileName, facts }) => ({ fileName, missingTopics: missing(UploadFacts.parse(facts).topics) })),
        links: links.map(({ url, result }) => linkFacts(LinkCheckView.parse({ ...(result as object), url }))),
        canConfirm,
        confirmed: confirmed.map(({ email }) => email),
      };
    },
  };
}

const missing = (covered: readonly string[] = []): string[] =>
  Topic.options.filter((topic) => !covered.includes(topic));

/** While a host is away, what was last seen there counts. */
function linkFacts({ url, look, earlier }: LinkCheckView) {
  const counts = look.outcome === 'away' && earlier ? earlier : look;
  const [point] = counts.failed;
  return { url, ok: counts.outcome === 'good', problem: point?.got, missingTopics: missing(counts.topics) };
}
