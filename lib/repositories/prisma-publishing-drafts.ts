import { PublishingDraft } from '#lib/onboarding/request-publishing/contract.ts';
import type { DraftRecord, PublishingDrafts } from '#lib/onboarding/record/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Database } from './database.ts';
import type { PublishingDraftModel } from './generated/models.ts';
import { notFound, ownOnboarding } from './tenancy.ts';

/** Publishing drafts in PostgreSQL. The version is checked by the statement that writes. */
export function prismaPublishingDrafts(database: Database): PublishingDrafts {
  const get: PublishingDrafts['get'] = async (tenantId, onboardingId) => {
    const row = await database.publishingDraft.findFirst({ where: { onboardingId, onboarding: { tenantId } } });
    return row ? draftRecord(row) : undefined;
  };
  return {
    get,
    async save(tenantId, onboardingId, { draft, version, byName }) {
      await ownOnboarding(database, tenantId, onboardingId);
      const next = { draft, version: version + 1, updatedByName: byName };
      const { count } =
        version === 0
          ? await database.publishingDraft.createMany({ data: [{ onboardingId, ...next }], skipDuplicates: true })
          : await database.publishingDraft.updateMany({ where: { onboardingId, version }, data: next });
      const saved = await get(tenantId, onboardingId);
      if (!saved) throw notFound();
      if (count === 0) {
        throw new AppError(
          'version-conflict',
          `${saved.updatedByName} has changed this request meanwhile. Reload the page to see it.`,
          { version: saved.version },
        );
      }
      return saved;
    },
  };
}

function draftRecord({ draft, version, updatedByName, updatedAt }: PublishingDraftModel): DraftRecord {
  return { draft: PublishingDraft.parse(draft), version, updatedByName, updatedAt };
}
