import { AppError } from '#lib/platform/errors.ts';
import type { Confirmations, NewConfirmation } from '#lib/review/checklist/ports.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database, Transaction } from './database.ts';
import type { ConfirmationModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { lockedRequest, ownerOf } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';

/** What reviewers confirmed, in PostgreSQL. Every change and its event are written in one transaction. */
export function prismaConfirmations(database: Database): Confirmations {
  return {
    listForOperator: (submissionId, number) => database.confirmation.findMany({ where: { submissionId, number } }),
    confirmForOperator: (wanted) =>
      inTransaction(database, async (transaction) => {
        const of = await ownerOf(transaction, wanted.submissionId);
        await lockedRequest(transaction, of, (status) => wanted.refuse(status as SubmissionStatus));
        const { submissionId, number, item, isConfirmed, action, title, by } = wanted;
        await refuseUnlessNewest(transaction, submissionId, number);
        const key = { submissionId, number, item };
        const before = await transaction.confirmation.findUnique({ where: { submissionId_number_item: key } });
        if (before && isRepeated(before, wanted)) return;
        if ((before?.version ?? 0) !== wanted.version) throw saidMeanwhile(before);
        const { words, mark } = wanted;
        const said = { isConfirmed, words, mark, byId: by.objectId, byName: by.name, at: new Date() };
        const data = { ...said, version: wanted.version + 1 };
        await transaction.confirmation.upsert({
          where: { submissionId_number_item: key },
          create: { ...key, ...data },
          update: data,
        });
        await appendAudit(transaction, [{ ...of, actor: by, action, facts: { submissionId, number, item, title } }]);
      }),
  };
}

/** Pressed twice: the second finds what the first wrote. */
function isRepeated(before: ConfirmationModel, { isConfirmed, words, mark, by, version }: NewConfirmation): boolean {
  const isSame = before.isConfirmed === isConfirmed && before.words === words && before.mark === mark;
  return isSame && before.byId === by.objectId && before.version === version + 1;
}

async function refuseUnlessNewest(transaction: Transaction, submissionId: string, number: number): Promise<void> {
  const handedIn = await transaction.evidence.count({ where: { submissionId } });
  if (Math.max(1, handedIn) === number) return;
  throw new AppError('version-conflict', 'The request was handed in again meanwhile. Look at it anew.');
}

function saidMeanwhile(before: ConfirmationModel | null): AppError {
  const did = before?.isConfirmed ? 'has confirmed this' : 'has taken a confirmation of this back';
  return new AppError(
    'version-conflict',
    `${before?.byName ?? 'Somebody'} ${did} meanwhile. Look at it and choose anew.`,
  );
}

/** Nobody may have taken a confirmation back, handed in again or opened something, since the list was found complete. */
export async function refuseUnlessChecked(
  transaction: Transaction,
  submissionId: string,
  { number, versions }: { number: number; versions: Record<string, number> },
): Promise<void> {
  await refuseUnlessNewest(transaction, submissionId, number);
  const where = { submissionId, number, item: { in: Object.keys(versions) } };
  const said = await transaction.confirmation.findMany({ where });
  const open = { submissionId, state: { not: 'resolved' }, kind: { not: 'suggestion' } };
  const isAsChecked = said.every(({ item, version }) => versions[item] === version);
  if (isAsChecked && (await transaction.finding.count({ where: open })) === 0) return;
  throw new AppError('version-conflict', 'Somebody changed the checklist meanwhile. Look at it and choose anew.');
}
