import type { DraftState } from '#lib/onboarding/request-publishing/ports.ts';
import type { Transaction } from './database.ts';
import { notFound } from './tenancy.ts';

export type OfRequest = { tenantId: string; onboardingId: string };

/** The request of an onboarding; of another tenant there is none. */
export function requestOf(
  database: Transaction,
  { tenantId, onboardingId }: OfRequest,
): Promise<{ id: string; status: string } | null> {
  return database.submission.findFirst({
    where: { onboardingId, onboarding: { tenantId } },
    select: { id: true, status: true },
  });
}

/** Whose a request is, for those who look across tenants. */
export async function ownerOf(database: Transaction, submissionId: string): Promise<OfRequest> {
  const found = await database.submission.findUnique({
    where: { id: submissionId },
    select: { onboardingId: true, onboarding: { select: { tenantId: true } } },
  });
  if (!found) throw notFound();
  return { tenantId: found.onboarding.tenantId, onboardingId: found.onboardingId };
}

/**
 * Whoever else changes the request of an onboarding waits until the transaction ends. Who needs the onboarding, too, takes it
 * afterwards: in one order nobody waits for each other.
 */
export async function holdRequest(transaction: Transaction, onboardingId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM "Submission" WHERE "onboardingId" = ${onboardingId}::uuid FOR UPDATE`;
}

/** The versions of a request and its files, for those who hold it. */
export async function stateOf(transaction: Transaction, submissionId: string): Promise<DraftState> {
  const { version, fields, uploads } = await transaction.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: {
      version: true,
      fields: { select: { name: true, version: true } },
      uploads: { where: { removedAt: null }, select: { sha256: true } },
    },
  });
  return {
    version,
    fieldVersions: Object.fromEntries(fields.map((field) => [field.name, field.version])),
    files: uploads.map(({ sha256 }) => sha256).toSorted(),
  };
}

/** The request itself, held until the transaction ends: nobody hands it in meanwhile. Throws what `refuse` throws. */
export async function lockedRequest(
  transaction: Transaction,
  of: OfRequest,
  refuse: (status: string) => void,
): Promise<string> {
  const found = await requestOf(transaction, of);
  if (!found) throw notFound();
  const [row] = await transaction.$queryRaw<{ status: string }[]>`
    SELECT status FROM "Submission" WHERE id = ${found.id}::uuid FOR UPDATE`;
  if (!row) throw notFound();
  refuse(row.status);
  return found.id;
}
