import type { MessageBox, MessageRecord } from '#lib/onboarding/request-conversation/ports.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import type { MessageModel } from './generated/models.ts';
import { requestOf } from './own-request.ts';
import { newestPage } from './pages.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { notFound } from './tenancy.ts';

/** Messages between the two sides, in PostgreSQL. */
export function prismaMessages(database: Database): MessageBox {
  return {
    async page({ tenantId, onboardingId }, page) {
      const ofRequest = { submission: { onboardingId, onboarding: { tenantId } } };
      const { rows, next } = await newestPage('messages', page, ({ older, ...first }) =>
        database.message.findMany({ where: { ...ofRequest, ...older }, ...first }),
      );
      return { rows: rows.map(messageRecord), next };
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

function messageRecord({ id, side, words, byName, at }: MessageModel): MessageRecord {
  return { id, words, byName, at, side: side as MessageRecord['side'] };
}
