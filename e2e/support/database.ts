import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { stack } from './cloud.ts';

/** What only time or an accident brings about is written straight into the portal's database. */

async function write(sql: string, values: unknown[], rows = 1): Promise<void> {
  const client = new pg.Client({ connectionString: stack().databaseUrl! });
  await client.connect();
  const { rowCount } = await client.query(sql, values).finally(() => client.end());
  if (rowCount !== rows) throw new Error(`Expected ${rows} rows, had ${rowCount}.`);
}

/** The onboarding was started when these were the newest rules. */
export const pinRuleSet = (onboardingId: string, ruleSet: string) =>
  write('UPDATE "Onboarding" SET "ruleSet" = $2 WHERE "id" = $1', [onboardingId, ruleSet]);

/** The onboarding's only probe runs no more, though nobody has ended it: the portal was killed an hour ago. */
export const interruptProbe = (onboardingId: string) =>
  write(
    `UPDATE "Probe" SET "endedAt" = NULL, "openKey" = "onboardingId", "aliveAt" = now() - interval '1 hour'
     WHERE "onboardingId" = $1::uuid`,
    [onboardingId],
  );

/** The onboarding's only probe has made this user, and has not removed it. */
export const listLeftover = (onboardingId: string, { name, id }: { name: string; id: string }) =>
  write(
    `INSERT INTO "ProbeItem" ("ref", "probeId", "collection", "name", "scimId")
     SELECT $2, "id", 'Users', $3, $4 FROM "Probe" WHERE "onboardingId" = $1::uuid`,
    [onboardingId, randomUUID(), name, id],
  );

/** The onboarding's only run ended fifteen days ago. */
export const expireRun = (onboardingId: string) =>
  write(`UPDATE "ValidationRun" SET "endedAt" = now() - interval '15 days' WHERE "onboardingId" = $1::uuid`, [
    onboardingId,
  ]);

/** A check found since that the tenant has lost its licence. */
export const loseLicence = (onboardingId: string) =>
  write(
    `UPDATE "RequirementAnswer" SET "state" = 'not-met', "evidence" = 'No licence is left.'
     WHERE "onboardingId" = $1::uuid AND "rule" = 'tenant.p1.logs'`,
    [onboardingId],
  );

/** The tenant has so many more onboardings, older than the one it has, called Ledger 1 and so on. */
export const haveMoreOnboardings = (tenantId: string, count: number) =>
  write(
    `INSERT INTO "Onboarding" ("id", "tenantId", "tenantName", "name", "createdById", "createdByName", "ruleSet", "createdAt",
       "updatedAt")
     SELECT gen_random_uuid(), "tenantId", "tenantName", 'Ledger ' || nth, "createdById", "createdByName", "ruleSet",
       "createdAt" - nth * interval '1 hour', now()
     FROM "Onboarding", generate_series(1, $2::int) AS nth WHERE "tenantId" = $1`,
    [tenantId, count],
    count,
  );
