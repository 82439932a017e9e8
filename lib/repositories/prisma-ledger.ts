import type { GrantRecord, Ledger } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import type { GrantModel } from './generated/models.ts';
import { changed, givenOnly, ownOnboarding } from './tenancy.ts';

/** The ledger of granted privileges in PostgreSQL. */
export function prismaLedger(database: Database): Ledger {
  return {
    async list(tenantId, onboardingId) {
      const rows = await database.grant.findMany({
        where: { onboardingId, onboarding: { tenantId } },
        orderBy: { permission: 'asc' },
      });
      return rows.map(grantRecord);
    },
    async recordGranted(tenantId, onboardingId, { permission, principalId, assignmentId }) {
      await ownOnboarding(database, tenantId, onboardingId);
      const grant = { principalId, assignmentId };
      await database.grant.upsert({
        where: { onboardingId_permission: { onboardingId, permission } },
        create: { onboardingId, permission, ...grant },
        update: { ...grant, grantedAt: new Date(), readBackAt: null, revokedAt: null },
      });
    },
    async recordReadBack(tenantId, onboardingId, permission) {
      const where = { onboardingId, permission, onboarding: { tenantId } };
      changed(await database.grant.updateMany({ where, data: { readBackAt: new Date(), revokedAt: null } }));
    },
    async recordRevoked(tenantId, onboardingId, permission) {
      const where = { onboardingId, permission, onboarding: { tenantId } };
      changed(await database.grant.updateMany({ where, data: { revokedAt: new Date() } }));
    },
  };
}

function grantRecord({
  permission,
  principalId,
  assignmentId,
  grantedAt,
  readBackAt,
  revokedAt,
}: GrantModel): GrantRecord {
  return { permission, principalId, assignmentId, grantedAt, ...givenOnly({ readBackAt, revokedAt }) };
}
