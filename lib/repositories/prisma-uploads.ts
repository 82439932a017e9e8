import { UploadFacts, UploadKind } from '#lib/onboarding/request-attachments/contract.ts';
import type { UploadContent, UploadRecord, Uploads } from '#lib/onboarding/request-attachments/ports.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { AuditEntry } from '#lib/onboarding/record/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { lockedRequest, requestOf, stateOf, type OfRequest } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { notFound } from './tenancy.ts';

/** A list must not drag the files along. */
const WITHOUT_CONTENT = { omit: { content: true } } as const;
/** What was never handed in is the vendor's own affair. */
const HANDED_IN = { submittedAt: { not: null } } as const;
type Row = Prisma.UploadGetPayload<typeof WITHOUT_CONTENT>;
type NewRow = Omit<Prisma.UploadUncheckedCreateInput, 'content' | 'facts'>;

/** Files of publishing requests in PostgreSQL. Every change and its event are written in one transaction. */
export function prismaUploads(database: Database): Uploads {
  const list = async (where: Prisma.UploadWhereInput) => {
    const rows = await database.upload.findMany({ where, orderBy: { uploadedAt: 'asc' }, ...WITHOUT_CONTENT });
    return rows.map(uploadRecord);
  };
  return {
    refuseUnless: (of, refuse) =>
      inTransaction(database, async (transaction) => void (await lockedRequest(transaction, of, refuse))),
    add: (of, { content, facts, ...upload }, { by, refuse, refuseChanged, most }) =>
      inTransaction(database, async (transaction) => {
        const submissionId = await lockedRequest(transaction, of, refuse);
        refuseChanged?.(await stateOf(transaction, submissionId));
        const { kind, sha256 } = upload;
        const there = { submissionId, kind, removedAt: null };
        const first = await transaction.upload.findFirst({ where: { ...there, sha256 }, ...WITHOUT_CONTENT });
        if (first) return { upload: uploadRecord(first), isNew: false };
        const inPlaceOf = await makeRoom(transaction, there, most);
        const data: NewRow = { submissionId, ...upload, uploadedById: by.objectId, uploadedByName: by.name };
        const created = await transaction.upload.create({
          data: { ...data, facts, content: new Uint8Array(content) },
          ...WITHOUT_CONTENT,
        });
        await appendAudit(transaction, [fileEvent('request.file-added', created, { of, by, inPlaceOf })]);
        return { upload: uploadRecord(created), isNew: true };
      }),
    remove: (of, id, { by, refuse, refuseChanged }) =>
      inTransaction(database, async (transaction) => {
        const submissionId = await lockedRequest(transaction, of, refuse);
        refuseChanged?.(await stateOf(transaction, submissionId));
        const row = await transaction.upload.findFirst({ where: { id, submissionId }, ...WITHOUT_CONTENT });
        if (!row) throw notFound();
        if (row.removedAt) return undefined;
        await transaction.upload.update({ where: { id }, data: { removedAt: new Date() } });
        await appendAudit(transaction, [fileEvent('request.file-removed', row, { of, by })]);
        return uploadRecord(row);
      }),
    async list(of) {
      const request = await requestOf(database, of);
      return request ? list({ submissionId: request.id, removedAt: null }) : [];
    },
    content: ({ tenantId, onboardingId }, id) =>
      contentOf(database, { id, submission: { onboardingId, onboarding: { tenantId } } }),
    listForOperator: (submissionId, hashes) => {
      const which = hashes ? { sha256: { in: hashes } } : { removedAt: null };
      return list({ submissionId, submission: HANDED_IN, ...which });
    },
    contentForOperator: (submissionId, id) => contentOf(database, { id, submissionId, submission: HANDED_IN }),
  };
}

type Named = Pick<Row, 'fileName' | 'sha256'>;

function fileEvent(
  action: string,
  { id: uploadId, kind, fileName, sha256 }: Row,
  { of, by, inPlaceOf }: { of: OfRequest; by: Person; inPlaceOf?: Named },
): AuditEntry {
  const facts = { uploadId, kind, fileName, sha256, ...(inPlaceOf ? { inPlaceOf } : {}) };
  return { ...of, actor: by, action, facts };
}

/** One logo of a kind: the earlier goes, and is named. Of documents there may be several. */
async function makeRoom(
  transaction: Transaction,
  where: { submissionId: string; kind: string; removedAt: null },
  most: number,
): Promise<Named | undefined> {
  if (most === 1) {
    const earlier = await transaction.upload.findFirst({ where, select: { fileName: true, sha256: true } });
    await transaction.upload.updateMany({ where, data: { removedAt: new Date() } });
    return earlier ?? undefined;
  }
  if ((await transaction.upload.count({ where })) >= most) {
    throw new AppError('conflict', `There are ${most} documents already. Remove one first.`);
  }
  return undefined;
}

async function contentOf(database: Database, where: Prisma.UploadWhereInput): Promise<UploadContent | undefined> {
  const select = { kind: true, fileName: true, mediaType: true, content: true } as const;
  const row = await database.upload.findFirst({ where, select });
  return row ? { ...row, kind: UploadKind.parse(row.kind) } : undefined;
}

function uploadRecord({ facts, kind, ...row }: Row): UploadRecord {
  const { id, fileName, mediaType, bytes, sha256, uploadedAt, uploadedByName } = row;
  return {
    ...{ id, fileName, mediaType, bytes, sha256, uploadedAt, uploadedByName },
    kind: UploadKind.parse(kind),
    facts: UploadFacts.parse(facts),
  };
}
