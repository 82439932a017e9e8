import { subHours } from 'date-fns';
import type { ContactRequests } from '#lib/onboarding/request-contacts/ports.ts';
import { sqlRunner, type Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { lockedRequest } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { confirmation } from './prisma-contact-confirmations.ts';

/** Sends the job that mails an address, as part of a transaction. */
export type SendMailJob = (
  mail: { confirmationId: string },
  transaction: ReturnType<typeof sqlRunner>,
) => Promise<void>;

/** Asking a contact, in PostgreSQL: the row, its job and its event are written in one transaction. */
export function prismaContactRequests(database: Database, openJobs: () => Promise<SendMailJob>): ContactRequests {
  return {
    async request(of, { email, by }, decide) {
      // Connecting to the queue may take longer than a transaction should stay open.
      const sendMail = await openJobs();
      return inTransaction(database, async (transaction) => {
        let status = '';
        const submissionId = await lockedRequest(transaction, of, (found) => void (status = found));
        const rows = transaction.contactConfirmation;
        const where = { submissionId_email: { submissionId, email } };
        const earlier = await rows.findUnique({ where });
        const recent = { submissionId, requestedAt: { gt: subHours(new Date(), 1) } };
        const recentlyAsked = await rows.count({ where: recent });
        const decision = decide({ status, recentlyAsked, ...(earlier ? { earlier: confirmation(earlier) } : {}) });
        if (decision === 'skip' && earlier) return { confirmation: confirmation(earlier), isAsked: false };
        const fresh = { requestedByName: by.name, requestedAt: new Date(), ...UNSENT };
        const row = await rows.upsert({ where, create: { submissionId, email, ...fresh }, update: fresh });
        await sendMail({ confirmationId: row.id }, sqlRunner(transaction));
        await appendAudit(transaction, [{ ...of, actor: by, action: 'request.contact-asked', facts: { email } }]);
        return { confirmation: confirmation(row), isAsked: true };
      });
    },
  };
}

/** The earlier link stops to work when a newer mail is asked for. */
const UNSENT = { sentAt: null, expiresAt: null, tokenHash: null, problem: null };
