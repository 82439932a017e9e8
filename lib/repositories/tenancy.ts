import { AppError } from '#lib/platform/errors.ts';
import type { Transaction } from './database.ts';

/** What is missing and what is another tenant's answer the same. */
export function notFound(): AppError {
  return new AppError('not-found', 'This does not exist, or is not yours.');
}

/** Refuses to write below an onboarding that is not the tenant's. */
export async function ownOnboarding(database: Transaction, tenantId: string, onboardingId: string): Promise<void> {
  if ((await database.onboarding.count({ where: { id: onboardingId, tenantId } })) === 0) throw notFound();
}

export function changed({ count }: { count: number }): void {
  if (count === 0) throw notFound();
}

type Given<Row> = { [Key in keyof Row]?: NonNullable<Row[Key]> };

/** Without the columns that are null: our records leave out what is not there. */
export function givenOnly<Row extends object>(row: Row): Given<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Given<Row>;
}
