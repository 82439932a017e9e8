import type {
  ConfirmationInContext,
  ConfirmationRecord,
  ContactConfirmations,
} from '#lib/onboarding/request-contacts/ports.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { ContactConfirmationModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { requestOf } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { givenOnly } from './tenancy.ts';

const CONTEXT = {
  include: {
    submission: { select: { onboarding: { select: { id: true, tenantId: true, name: true, tenantName: true } } } },
  },
} as const;
type InContext = Prisma.ContactConfirmationGetPayload<typeof CONTEXT>;

/** Confirmations of contacts in PostgreSQL. */
export function prismaContactConfirmations(database: Database): ContactConfirmations {
  const table = database.contactConfirmation;
  const find = async (where: Prisma.ContactConfirmationWhereInput) => {
    const row = await table.findFirst({ where, ...CONTEXT });
    return row ? inContext(row) : undefined;
  };
  const list = async (where: Prisma.ContactConfirmationWhereInput) =>
    (await table.findMany({ where, orderBy: { email: 'asc' } })).map(confirmation);
  return {
    async list(of) {
      const request = await requestOf(database, of);
      return request ? list({ submissionId: request.id }) : [];
    },
    listForOperator: (submissionId) => list({ submissionId, submission: { submittedAt: { not: null } } }),
    getForPortal: (id) => find({ id }),
    findByTokenHash: (tokenHash) => find({ tokenHash }),
    async saveTokenHashForPortal(id, requestedAt, token) {
      const { count } = await table.updateMany({ where: { id, requestedAt }, data: token });
      return count > 0;
    },
    async saveSentForPortal(id, requestedAt, sentAt) {
      await table.updateMany({ where: { id, requestedAt }, data: { sentAt, problem: null } });
    },
    async saveProblemForPortal(id, requestedAt, problem) {
      await table.updateMany({ where: { id, requestedAt }, data: { problem } });
    },
    confirm: (id, at) =>
      inTransaction(database, async (transaction) => {
        const rows = transaction.contactConfirmation;
        const { count } = await rows.updateMany({ where: { id, confirmedAt: null }, data: { confirmedAt: at } });
        if (count === 0) return false;
        const { tenantId, onboardingId, email } = inContext(
          await rows.findUniqueOrThrow({ where: { id }, ...CONTEXT }),
        );
        const event = { tenantId, onboardingId, action: 'request.contact-confirmed', facts: { email } };
        await appendAudit(transaction, [event]);
        return true;
      }),
  };
}

export function confirmation(row: ContactConfirmationModel): ConfirmationRecord {
  const { id, email, requestedByName, requestedAt, sentAt, expiresAt, confirmedAt, problem } = row;
  return { id, email, requestedByName, requestedAt, ...givenOnly({ sentAt, expiresAt, confirmedAt, problem }) };
}

function inContext({ submission: { onboarding }, ...row }: InContext): ConfirmationInContext {
  const { id: onboardingId, tenantId, name: application, tenantName: publisher } = onboarding;
  return { ...confirmation(row), tenantId, onboardingId, application, publisher };
}
