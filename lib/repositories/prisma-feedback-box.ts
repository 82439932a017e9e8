import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import type { FeedbackBox } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { givenOnly, notFound, ownOnboarding } from './tenancy.ts';

const ONBOARDING = { onboarding: { select: { tenantName: true, name: true, applicationName: true } } } as const;

/** Feedback in PostgreSQL. */
export function prismaFeedbackBox(database: Database): FeedbackBox {
  return {
    async add(tenantId, onboardingId, feedback) {
      await ownOnboarding(database, tenantId, onboardingId);
      const { step, byId } = feedback;
      const tapped = await database.feedback.findFirst({
        where: { onboardingId, step, byId, words: '', wantsSession: false },
        select: { id: true },
        orderBy: { at: 'desc' },
      });
      if (tapped) await database.feedback.update({ where: tapped, data: { ...feedback, at: new Date() } });
      else await database.feedback.create({ data: { onboardingId, ...feedback } });
    },
    async listForOperator(limit) {
      const rows = await database.feedback.findMany({ orderBy: { at: 'desc' }, include: ONBOARDING, take: limit });
      return rows.map(({ id, onboardingId, byName, at, theme, onboarding, ...said }) => ({
        ...FeedbackInput.parse(said),
        ...{ id, onboardingId, byName, at, tenantName: onboarding.tenantName },
        applicationName: onboarding.applicationName ?? onboarding.name,
        ...givenOnly({ theme }),
      }));
    },
    countForOperator: () => database.feedback.count(),
    themesForOperator: () => database.$queryRaw`
      SELECT "theme", count(*)::int AS "count" FROM "Feedback" WHERE "theme" IS NOT NULL
      GROUP BY "theme" ORDER BY 2 DESC, 1 LIMIT 100`,
    setThemeForOperator: (id, theme, by) =>
      inTransaction(database, async (transaction) => {
        const before = await transaction.feedback.findUnique({ where: { id } });
        if (!before) throw notFound();
        await transaction.feedback.update({ where: { id }, data: { theme: theme ?? null } });
        const facts = { feedbackId: id, from: before.theme, to: theme ?? null };
        await appendAudit(transaction, [{ tenantId: by.tenantId, actor: by, action: 'feedback.themed', facts }]);
      }),
  };
}
