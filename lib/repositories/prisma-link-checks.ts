import { subHours } from 'date-fns';
import { LinkCheckView } from '#lib/onboarding/request-attachments/contract.ts';
import type { LinkChecks } from '#lib/onboarding/request-attachments/ports.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { LinkCheckModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { lockedRequest, requestOf } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';

/** Looks at links of publishing requests in PostgreSQL: the newest of each link, written with its event. */
export function prismaLinkChecks(database: Database): LinkChecks {
  const list = async (where: Prisma.LinkCheckWhereInput) =>
    (await database.linkCheck.findMany({ where, orderBy: { url: 'asc' } })).map(linkCheck);
  return {
    begin: (of, at, refuse) =>
      inTransaction(database, async (transaction) => {
        let status = '';
        const id = await lockedRequest(transaction, of, (found) => void (status = found));
        const { looksAtLinks } = await transaction.submission.findUniqueOrThrow({ where: { id } });
        const recent = looksAtLinks.filter((look) => look > subHours(at, 1));
        refuse({ status, recent });
        await transaction.submission.update({ where: { id }, data: { looksAtLinks: [...recent, at] } });
      }),
    async get(of, url) {
      const request = await requestOf(database, of);
      if (!request) return undefined;
      const where = { submissionId_url: { submissionId: request.id, url } };
      const row = await database.linkCheck.findUnique({ where });
      return row ? linkCheck(row) : undefined;
    },
    save: (of, { url, ...result }, { by, refuse, most }) =>
      inTransaction(database, async (transaction) => {
        const submissionId = await lockedRequest(transaction, of, refuse);
        const row = { result, checkedAt: new Date(result.look.checkedAt) };
        const where = { submissionId_url: { submissionId, url } };
        await transaction.linkCheck.upsert({ where, create: { submissionId, url, ...row }, update: row });
        const inTheWay = await transaction.linkCheck.findMany({
          where: { submissionId },
          orderBy: { checkedAt: 'desc' },
          skip: most,
          select: { url: true },
        });
        const urls = inTheWay.map((one) => one.url);
        await transaction.linkCheck.deleteMany({ where: { submissionId, url: { in: urls } } });
        const { outcome, failed } = result.look;
        const facts = { url, outcome, failed: failed.map(({ id }) => id) };
        await appendAudit(transaction, [{ ...of, actor: by, action: 'request.link-checked', facts }]);
      }),
    async list(of) {
      const request = await requestOf(database, of);
      return request ? list({ submissionId: request.id }) : [];
    },
    listForOperator: (submissionId) => list({ submissionId, submission: { submittedAt: { not: null } } }),
  };
}

function linkCheck({ url, result }: LinkCheckModel): LinkCheckView {
  return LinkCheckView.parse({ ...(result as object), url });
}
