import type { Person } from '#lib/onboarding/ports.ts';
import type { FindingRecord, Findings, NewFinding } from '#lib/onboarding/request-publishing/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { FindingState } from '#lib/rules/finding-state.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { lockedRequest, ownerOf, type OfRequest } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { notFound } from './tenancy.ts';

const WHOLE = { messages: { orderBy: { at: 'asc' } } } as const satisfies Prisma.FindingInclude;
type Row = Prisma.FindingGetPayload<{ include: typeof WHOLE }>;
const OLDEST_FIRST = [{ createdAt: 'asc' }, { id: 'asc' }] as const satisfies Prisma.FindingOrderByWithRelationInput[];

const ACTIONS: Record<FindingState, string> = {
  answered: 'finding.answered',
  resolved: 'finding.resolved',
  open: 'finding.reopened',
};

/** What reviewers ask, in PostgreSQL. Every change and its event are written in one transaction. */
export function prismaFindings(database: Database): Findings {
  const list = async (where: Prisma.FindingWhereInput) =>
    (await database.finding.findMany({ where, include: WHOLE, orderBy: [...OLDEST_FIRST] })).map(findingRecord);
  return {
    list: (tenantId, onboardingId) => list({ submission: { onboardingId, onboarding: { tenantId } } }),
    listForOperator: (submissionId) => list({ submissionId }),
    answer: (tenantId, onboardingId, { findingId, version, words, side, state, by, refuse }) =>
      inTransaction(database, async (transaction) => {
        const status = (now: string) => refuse(now as SubmissionStatus);
        const submissionId = await lockedRequest(transaction, { tenantId, onboardingId }, status);
        const before = await transaction.finding.findFirst({ where: { id: findingId, submissionId } });
        if (!before) throw notFound();
        const data = { state, version: version + 1 };
        const { count } = await transaction.finding.updateMany({ where: { id: findingId, version }, data });
        if (count === 0)
          throw new AppError('version-conflict', 'Somebody has answered this meanwhile: look at it again.');
        if (words !== '') {
          const message = { findingId, words, side, byId: by.objectId, byName: by.name };
          await transaction.findingMessage.create({ data: message });
        }
        const facts = { findingId, side, words, asked: before.words, from: before.state, to: state };
        const event = { tenantId, onboardingId, actor: by, action: ACTIONS[state], facts };
        await appendAudit(transaction, [event]);
        return findingRecord(await transaction.finding.findUniqueOrThrow({ where: { id: findingId }, include: WHOLE }));
      }),
    addForOperator: (submissionId, findings, by) =>
      inTransaction(database, async (transaction) => {
        const of = await ownerOf(transaction, submissionId);
        return addFindings(transaction, { submissionId, of, findings, by });
      }),
  };
}

/** As part of a transaction, with an event each. */
export async function addFindings(
  transaction: Transaction,
  { submissionId, of, findings, by }: { submissionId: string; of: OfRequest; findings: NewFinding[]; by: Person },
): Promise<FindingRecord[]> {
  const added: FindingRecord[] = [];
  for (const { anchor, kind, words } of findings) {
    const data = {
      ...{ submissionId, kind, words, anchorKind: anchor.kind, anchor: anchor.name },
      ...{ createdById: by.objectId, createdByName: by.name },
    };
    const row = await transaction.finding.create({ data, include: WHOLE });
    const facts = { findingId: row.id, kind, anchor: `${anchor.kind} ${anchor.name}`, words };
    await appendAudit(transaction, [{ ...of, actor: by, action: 'finding.added', facts }]);
    added.push(findingRecord(row));
  }
  return added;
}

function findingRecord({ messages, anchorKind, anchor, kind, state, ...row }: Row): FindingRecord {
  const { id, submissionId, words, version, createdByName, createdAt } = row;
  return {
    ...{ id, submissionId, words, version, createdByName, createdAt },
    anchor: { kind: anchorKind as FindingRecord['anchor']['kind'], name: anchor },
    kind: kind as FindingRecord['kind'],
    state: state as FindingRecord['state'],
    messages: messages.map(({ side, byName, words: said, at }) => ({
      ...{ byName, words: said, at },
      side: side as FindingRecord['messages'][number]['side'],
    })),
  };
}
