import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type { AuditTrail } from '../record/ports.ts';
import type { ConfirmationInContext, ContactConfirmations, ContactRequests } from './ports.ts';

type Row = ConfirmationInContext & { tokenHash?: string };
type Request = { tenantId: string; onboardingId: string; status: string };

/** The confirmations of one request, in memory; `jobs` are those that wait to mail. */
export function fakeContacts(request: Request, audit: Pick<AuditTrail, 'record'>) {
  const rows: Row[] = [];
  const jobs: string[] = [];
  const contactRequests: ContactRequests = {
    async request(of, { email, by }, decide) {
      if (of.tenantId !== request.tenantId) throw new AppError('not-found', 'This does not exist, or is not yours.');
      const earlier = rows.find((row) => row.email === email);
      const recentlyAsked = rows.length;
      if (decide({ status: request.status, earlier, recentlyAsked }) === 'skip' && earlier)
        return { confirmation: earlier, isAsked: false };
      const context = { ...of, application: 'Payroll', publisher: 'Contoso' };
      const asked = { requestedByName: by.name, requestedAt: new Date() };
      const row: Row = { id: earlier?.id ?? randomUUID(), email, ...asked, ...context };
      if (earlier) rows.splice(rows.indexOf(earlier), 1);
      rows.push(row);
      jobs.push(row.id);
      await audit.record({ ...of, actor: by, action: 'request.contact-asked', facts: { email } });
      return { confirmation: row, isAsked: true };
    },
  };
  const at = (id: string, requestedAt: Date) =>
    rows.find((row) => row.id === id && row.requestedAt.getTime() === requestedAt.getTime());
  const confirmations: ContactConfirmations = {
    list: async (of) => (of.tenantId === request.tenantId ? rows : []),
    listForOperator: async () => rows,
    getForPortal: async (id) => structuredClone(rows.find((row) => row.id === id)),
    async saveTokenHashForPortal(id, requestedAt, token) {
      const row = at(id, requestedAt);
      if (row) Object.assign(row, token);
      return row !== undefined;
    },
    saveSentForPortal: async (id, requestedAt, sentAt) => void Object.assign(at(id, requestedAt) ?? {}, { sentAt }),
    saveProblemForPortal: async (id, requestedAt, problem) =>
      void Object.assign(at(id, requestedAt) ?? {}, { problem }),
    findByTokenHash: async (tokenHash) => structuredClone(rows.find((row) => row.tokenHash === tokenHash)),
    async confirm(id, confirmedAt) {
      const row = rows.find((one) => one.id === id && !one.confirmedAt);
      if (!row) return false;
      row.confirmedAt = confirmedAt;
      const { tenantId, onboardingId, email } = row;
      await audit.record({ tenantId, onboardingId, action: 'request.contact-confirmed', facts: { email } });
      return true;
    },
  };
  return { rows, jobs, contactRequests, confirmations };
}
