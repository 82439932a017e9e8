import type { AuditEntry, AuditTrail } from '#lib/onboarding/record/ports.ts';
import type { Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { AuditEventModel } from './generated/models.ts';
import { givenOnly } from './tenancy.ts';

/** The audit trail in PostgreSQL. It outlives the onboardings it speaks of. */
export function prismaAuditTrail(database: Transaction): AuditTrail {
  return {
    async record({ tenantId, onboardingId, actor, action, facts = {} }) {
      await database.auditEvent.create({
        data: {
          tenantId,
          onboardingId: onboardingId ?? null,
          action,
          facts: facts as Prisma.InputJsonObject,
          actorTenantId: actor?.tenantId ?? null,
          actorId: actor?.objectId ?? null,
          actorName: actor?.name ?? 'The portal',
        },
      });
    },
    async list(tenantId, onboardingId) {
      const rows = await database.auditEvent.findMany({ where: { tenantId, onboardingId }, orderBy: { at: 'desc' } });
      return rows.map(auditEntry);
    },
  };
}

function auditEntry(row: AuditEventModel): AuditEntry & { at: Date } {
  const { tenantId, onboardingId, action, facts, at, actorTenantId, actorId, actorName } = row;
  return {
    ...{ tenantId, action, at },
    ...givenOnly({ onboardingId }),
    facts: facts as Record<string, unknown>,
    actor:
      actorTenantId && actorId
        ? { tenantId: actorTenantId, objectId: actorId, name: actorName, username: '' }
        : undefined,
  };
}
