import type { DecisionRecord, Decisions } from '#lib/review/decide/ports.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { DecisionsTold } from '#lib/onboarding/request-publishing/ports.ts';
import { TOLD_TO_ISV, type DecisionKind, type ToldKind } from '#lib/rules/decisions.ts';
import type { Database, Transaction } from './database.ts';
import type { DecisionModel } from './generated/models.ts';

/** What reviewers decided, in PostgreSQL. It is written by the move that a decision is. */
export function prismaDecisions(database: Database): Decisions {
  return {
    async listForOperator(submissionId) {
      const where = { submissionId, submission: { submittedAt: { not: null } } };
      const rows = await database.decision.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
      return rows.map(decisionRecord);
    },
    async escalationForOperator(id) {
      const select = { escalatedById: true, escalatedByName: true };
      const row = await database.submission.findUnique({ where: { id }, select });
      return row?.escalatedById ? { byId: row.escalatedById, byName: row.escalatedByName ?? '' } : undefined;
    },
  };
}

/** The same as the ISV is told it. */
export function prismaDecisionsTold(database: Database): DecisionsTold {
  return {
    async newest(tenantId, onboardingId) {
      const submission = { onboardingId, onboarding: { tenantId } };
      const where = { submission, kind: { in: [...TOLD_TO_ISV] } };
      const row = await database.decision.findFirst({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
      return row ? { kind: row.kind as ToldKind, reason: row.reason, byName: row.byName, at: row.at } : undefined;
    },
  };
}

export function decisionRecord({ id, kind, reason, number, byName, at }: DecisionModel): DecisionRecord {
  return { ...{ id, reason, number, byName, at }, kind: kind as DecisionKind };
}

type Made = { submissionId: string; decision: { kind: DecisionKind; reason: string }; by: Person };

/** As part of the move, about the newest handing in. */
export async function writeDecision(transaction: Transaction, { submissionId, decision, by }: Made): Promise<void> {
  const handedIn = await transaction.evidence.count({ where: { submissionId } });
  const who = { byId: by.objectId, byName: by.name };
  await transaction.decision.create({ data: { submissionId, ...decision, number: Math.max(1, handedIn), ...who } });
}

/** A second opinion that is asked for goes to somebody else; one that was given, or is not needed any more, is over. */
export function escalationColumns(decision: Made['decision'] | undefined, by: Person | undefined) {
  if (decision?.kind !== 'escalate' || !by) return { escalatedById: null, escalatedByName: null };
  const freed = { assigneeId: null, assigneeName: null, assignedAt: null };
  return { escalatedById: by.objectId, escalatedByName: by.name, ...freed };
}
