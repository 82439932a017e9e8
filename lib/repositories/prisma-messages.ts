import type { MessageBox, MessageRecord } from '#lib/onboarding/request-conversation/ports.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { requestOf } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { notFound } from './tenancy.ts';

const MOST = 300;

/** Messages between the two sides, in PostgreSQL. */
export function prismaMessages(database: Database): MessageBox {
  return {
    async list({ tenantId, onboardingId }) {
      const where = { submission: { onboardingId, onboarding: { tenantId } } };
      const rows = await database.message.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: MOST });
      return rows.reverse().map(({ id, side, words, byName, at }) => ({
        ...{ id, words, byName, at },
        side: side as MessageRecord['side'],
      }));
    },
    add: ({ tenantId, onboardingId }, { side, words, by }) =>
      inTransaction(database, async (transaction) => {
        const request = await requestOf(transaction, { tenantId, onboardingId });
        if (!request) throw notFound();
        const data = { submissionId: request.id, side, words, byId: by.objectId, byName: by.name };
        const { id } = await transaction.message.create({ data });
        const event = { tenantId, onboardingId, actor: by, action: 'message.sent', facts: { messageId: id, side } };
        await appendAudit(transaction, [event]);
      }),
  };
}
