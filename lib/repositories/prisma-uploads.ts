import { UploadFacts, UploadKind } from '#lib/onboarding/request-attachments/contract.ts';
import type { UploadContent, UploadRecord, Uploads } from '#lib/onboarding/request-attachments/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { lockedRequest, requestOf } from './own-request.ts';
import { notFound } from './tenancy.ts';

/** A list must not drag the files along. */
const WITHOUT_CONTENT = { omit: { content: true } } as const;
/** What was never handed in is the vendor's own affair. */
const HANDED_IN = { submittedAt: { not: null } } as const;
type Row = Prisma.UploadGetPayload<typeof WITHOUT_CONTENT>;
type NewRow = Omit<Prisma.UploadUncheckedCreateInput, 'content' | 'facts'>;

/** Files of publishing requests in PostgreSQL. */
export function prismaUploads(database: Database): Uploads {
  const list = async (where: Prisma.UploadWhereInput) => {
    const part = { ...where, removedAt: null };
    const rows = await database.upload.findMany({ where: part, orderBy: { uploadedAt: 'asc' }, ...WITHOUT_CONTENT });
    return rows.map(uploadRecord);
  };
  return {
    refuseUnless: (of, refuse) =>
      database.$transaction(async (transaction) => void (await lockedRequest(transaction, of, refuse))),
    add: (of, { content, facts, ...upload }, { refuse, most }) =>
      database.$transaction(async (transaction) => {
        const submissionId = await lockedRequest(transaction, of, refuse);
        const { kind, sha256 } = upload;
        const there = { submissionId, kind, removedAt: null };
        const first = await transaction.upload.findFirst({ where: { ...there, sha256 }, ...WITHOUT_CONTENT });
        if (first) return { upload: uploadRecord(first), isNew: false };
        await makeRoom(transaction, there, most);
        const data: NewRow = { submissionId, ...upload };
        const created = await transaction.upload.create({
          data: { ...data, facts, content: new Uint8Array(content) },
          ...WITHOUT_CONTENT,
        });
        return { upload: uploadRecord(created), isNew: true };
      }),
    remove: (of, id, refuse) =>
      database.$transaction(async (transaction) => {
        const submissionId = await lockedRequest(transaction, of, refuse);
        const row = await transaction.upload.findFirst({ where: { id, submissionId }, ...WITHOUT_CONTENT });
        if (!row) throw notFound();
        if (row.removedAt) return undefined;
        await transaction.upload.update({ where: { id }, data: { removedAt: new Date() } });
        return uploadRecord(row);
      }),
    async list(of) {
      const request = await requestOf(database, of);
      return request ? list({ submissionId: request.id }) : [];
    },
    content: ({ tenantId, onboardingId }, id) =>
      contentOf(database, { id, submission: { onboardingId, onboarding: { tenantId } } }),
    listForOperator: (submissionId) => list({ submissionId, submission: HANDED_IN }),
    contentForOperator: (submissionId, id) => contentOf(database, { id, submissionId, submission: HANDED_IN }),
  };
}

/** One logo of a kind: the earlier goes. Of documents there may be several. */
async function makeRoom(
  transaction: Transaction,
  where: { submissionId: string; kind: string; removedAt: null },
  most: number,
): Promise<void> {
  if (most === 1) {
    await transaction.upload.updateMany({ where, data: { removedAt: new Date() } });
  } else if ((await transaction.upload.count({ where })) >= most) {
    throw new AppError('conflict', `There are ${most} documents already. Remove one first.`);
  }
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
