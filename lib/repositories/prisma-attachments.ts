import { UploadFacts } from '#lib/onboarding/request-attachments/contract.ts';
import type { LinkCheckView } from '#lib/onboarding/request-attachments/contract.ts';
import type { AttachmentFacts, Attachments } from '#lib/onboarding/request-publishing/ports.ts';
import { DOCUMENTATION_TOPICS, TOPIC_TITLES, type DocumentationTopic } from '#lib/rules/documentation-topics.ts';
import type { Database } from './database.ts';
import { prismaLinkChecks } from './prisma-link-checks.ts';

const FILE = { kind: true, fileName: true, mediaType: true, bytes: true, sha256: true, facts: true } as const;

/** What is attached to a publishing request, in few words, from PostgreSQL. `canConfirm`: mail is set up. */
export function prismaAttachments(database: Database, { canConfirm }: { canConfirm: boolean }): Attachments {
  const files = (tenantId: string, onboardingId: string) =>
    database.upload.findMany({
      where: { submission: { onboardingId, onboarding: { tenantId } }, removedAt: null },
      orderBy: [{ kind: 'asc' }, { fileName: 'asc' }, { sha256: 'asc' }],
      select: FILE,
    });
  return {
    async uploads(tenantId, onboardingId) {
      const rows = await files(tenantId, onboardingId);
      return rows.map(({ facts: _facts, ...file }) => file);
    },
    async facts(tenantId, onboardingId) {
      const [uploads, links, confirmed] = await Promise.all([
        files(tenantId, onboardingId),
        prismaLinkChecks(database).list({ tenantId, onboardingId }),
        database.contactConfirmation.findMany({
          where: { submission: { onboardingId, onboarding: { tenantId } }, confirmedAt: { not: null } },
          select: { email: true },
        }),
      ]);
      const kinds = new Set(uploads.map(({ kind }) => kind));
      return {
        files: uploads.map(({ sha256 }) => sha256).toSorted(),
        logos: { large: kinds.has('logo-large'), small: kinds.has('logo-small') },
        documents: uploads
          .filter(({ kind }) => kind === 'document')
          .map(({ fileName, facts }) => ({ fileName, missingTopics: missing(UploadFacts.parse(facts).topics) })),
        links: links.map(linkFacts),
        canConfirm,
        confirmed: confirmed.map(({ email }) => email),
      };
    },
  };
}

/** When nobody answers now, what was seen before still counts. */
function linkFacts({ url, look, earlier }: LinkCheckView): AttachmentFacts['links'][number] {
  const counts = look.outcome === 'away' && earlier ? earlier : look;
  const [problem] = counts.failed;
  return {
    url,
    ok: counts.outcome === 'good',
    ...(problem ? { problem: `${problem.got} ${problem.fix}` } : {}),
    missingTopics: missing(counts.topics),
  };
}

const missing = (topics: readonly DocumentationTopic[] = []): string[] =>
  DOCUMENTATION_TOPICS.filter((topic) => !topics.includes(topic)).map((topic) => TOPIC_TITLES[topic]);
