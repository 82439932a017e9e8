import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import type { FeedbackBox } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import { ownOnboarding } from './tenancy.ts';

/** Feedback in PostgreSQL. */
export function prismaFeedbackBox(database: Database): FeedbackBox {
  return {
    async add(tenantId, onboardingId, feedback) {
      await ownOnboarding(database, tenantId, onboardingId);
      await database.feedback.create({ data: { onboardingId, ...feedback } });
    },
    async listForOperator() {
      const rows = await database.feedback.findMany({ orderBy: { at: 'desc' } });
      return rows.map(({ onboardingId, byName, at, ...said }) => ({
        ...FeedbackInput.parse(said),
        onboardingId,
        byName,
        at,
      }));
    },
  };
}
