import type { Step } from '#lib/journey/steps.ts';
import { standingOf } from '#lib/rules/standing.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Transaction } from './database.ts';

/** Writes where an onboarding stands after something moved it on; what leaves it where it stands leaves `since` too. */
export async function noteStanding(transaction: Transaction, onboardingId: string): Promise<void> {
  // Two steps that are completed at once must not each miss the other. Rows that refer to it hold a weaker lock already.
  await transaction.$queryRaw`SELECT 1 FROM "Onboarding" WHERE "id" = ${onboardingId}::uuid FOR NO KEY UPDATE`;
  const { completedSteps, submission } = await transaction.onboarding.findUniqueOrThrow({
    where: { id: onboardingId },
    select: { completedSteps: { select: { step: true } }, submission: { select: { status: true } } },
  });
  const completed = new Set(completedSteps.map(({ step }) => step as Step));
  const standing = standingOf(completed, submission?.status as SubmissionStatus | undefined);
  await transaction.onboarding.updateMany({
    where: { id: onboardingId, standing: { not: standing } },
    data: { standing, standingSince: new Date() },
  });
}
