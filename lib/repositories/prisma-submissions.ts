import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Person } from '#lib/onboarding/ports.ts';
import type {
  DraftState,
  FieldChange,
  FieldRecord,
  HandingIn,
  Move,
  ReverificationRecord,
  SubmissionRecord,
  Submissions,
} from '#lib/onboarding/request-publishing/ports.ts';
import { AcceptanceCheck } from '#lib/onboarding/run-validation/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { risksAfterReading, type RiskFlag } from '#lib/rules/risk-flags.ts';
import { isEditable, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { ReverificationModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { holdRequest, ownerOf, stateOf } from './own-request.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { refuseUnlessChecked } from './prisma-confirmations.ts';
import { escalationColumns, writeDecision } from './prisma-decisions.ts';
import { prismaEvidence } from './prisma-evidence.ts';
import { addFindings } from './prisma-findings.ts';
import { isStillQuiet } from './quiet-sql.ts';
import { noteStanding } from './standing.ts';
import { givenOnly, notFound, ownOnboarding } from './tenancy.ts';
import { takeTurns } from './turns.ts';
import { keepWords } from './words-sql.ts';

const WHOLE = { onboarding: { select: { tenantId: true } }, fields: true } as const;
type Row = Prisma.SubmissionGetPayload<{ include: typeof WHOLE }>;
type Own = { tenantId: string; onboardingId: string };

/** Publishing requests in PostgreSQL. Every change and its event are written in one transaction. */
export function prismaSubmissions(database: Database): Submissions {
  const find = async (client: Transaction, where: Prisma.SubmissionWhereInput) => {
    const row = await client.submission.findFirst({ where, include: WHOLE });
    return row ? submissionRecord(row) : undefined;
  };
  const get = (client: Transaction, { tenantId, onboardingId }: Own) =>
    find(client, { onboardingId, onboarding: { tenantId } });
  return {
    open: (tenantId, onboardingId, by) =>
      inTransaction(database, async (transaction) => {
        const own = { tenantId, onboardingId };
        await ownOnboarding(transaction, tenantId, onboardingId);
        const { count } = await transaction.submission.createMany({ data: [{ onboardingId }], skipDuplicates: true });
        const opened = await get(transaction, own);
        if (!opened) throw notFound();
        const event = { ...own, actor: by, action: 'submission.opened', facts: { submissionId: opened.id } };
        if (count > 0) await appendAudit(transaction, [event]);
        return opened;
      }),
    get: (tenantId, onboardingId) => get(database, { tenantId, onboardingId }),
    saveFields: (tenantId, onboardingId, change) =>
      inTransaction(database, async (transaction) => {
        const own = { tenantId, onboardingId };
        const before = await locked(transaction, own, get);
        if (!isEditable(before.status)) throw notEditable(before.status);
        change.refuseChanged?.(await stateOf(transaction, before.id));
        const conflicts = await writeFields(transaction, before, change);
        return { submission: (await get(transaction, own)) ?? before, conflicts };
      }),
    move: (tenantId, onboardingId, move) =>
      inTransaction(database, async (transaction) => {
        const own = { tenantId, onboardingId };
        const before = await locked(transaction, own, get);
        if (before.version !== move.version) throw movedMeanwhile(before.status, before.version);
        if (move.quietSince && !(await isStillQuiet(transaction, { onboardingId, quietSince: move.quietSince })))
          throw movedMeanwhile(before.status, before.version);
        if (move.checked) await refuseUnlessChecked(transaction, before.id, move.checked);
        if (move.submitted) await handIn(transaction, before, move.submitted);
        await reach(transaction, before, move);
        if (move.by) await saySo(transaction, before, { ...move, by: move.by });
        const moved = await get(transaction, own);
        if (!moved) throw notFound();
        return moved;
      }),
    getForOperator: (id) => find(database, { id, submittedAt: { not: null } }),
    async reverificationsForOperator(submissionId) {
      const rows = await database.reverification.findMany({ where: { submissionId }, orderBy: { at: 'desc' } });
      return rows.map(reverificationRecord);
    },
    addReverificationForOperator: (submissionId, showed, by) =>
      inTransaction(database, async (transaction) => {
        const of = await ownerOf(transaction, submissionId);
        const { riskFlags: before } = await transaction.submission.findUniqueOrThrow({ where: { id: submissionId } });
        const riskFlags = risksAfterReading(before, showed);
        await transaction.submission.update({ where: { id: submissionId }, data: { riskFlags } });
        const data = { submissionId, ...showed, byName: by.name };
        const added = await transaction.reverification.create({ data });
        const facts = { submissionId, differences: showed.differences.length, problem: showed.problem };
        await appendAudit(transaction, [{ ...of, actor: by, action: 'submission.verified', facts }]);
        return reverificationRecord(added);
      }),
  };
}

/** Whoever else changes this request waits until the transaction ends. */
async function locked(
  transaction: Transaction,
  own: Own,
  get: (client: Transaction, own: Own) => Promise<SubmissionRecord | undefined>,
): Promise<SubmissionRecord> {
  await holdRequest(transaction, own.onboardingId);
  const found = await get(transaction, own);
  if (!found) throw notFound();
  return found;
}

async function handIn(transaction: Transaction, before: SubmissionRecord, handingIn: HandingIn): Promise<void> {
  const { byId, byName, runId, evidence, risks = [] } = handingIn;
  const now = await stateOf(transaction, before.id);
  handingIn.refuseChanged?.(now);
  refuseUnlessJudged(now, handingIn);
  if (evidence) await prismaEvidence(transaction).insert(before.tenantId, evidence);
  const riskFlags = [...risks, ...(await firstOf(transaction, before))];
  const submitted = { submittedAt: new Date(), submittedById: byId, submittedByName: byName, runId: runId ?? null };
  await transaction.submission.update({ where: { id: before.id }, data: { ...submitted, riskFlags } });
  await keepWords(transaction, before.onboardingId);
}

/** The status with its turn and its event; a move that stays where it is only counts. */
async function reach(
  transaction: Transaction,
  { id, status: from, tenantId, onboardingId }: SubmissionRecord,
  { version, to, by, action, facts = {}, decision }: Move,
): Promise<void> {
  const at = new Date();
  const clocks = await takeTurns(transaction, { submissionId: id, status: to, at });
  const reached = from === to ? {} : { status: to, statusAt: at };
  const data = { ...reached, ...clocks, ...escalationColumns(decision, by), version: version + 1 };
  await transaction.submission.update({ where: { id }, data });
  await noteStanding(transaction, onboardingId);
  const said = { submissionId: id, ...(from === to ? {} : { from, to }), ...facts };
  await appendAudit(transaction, [{ tenantId, onboardingId, actor: by, action, facts: said }]);
}

/** What the person who moves it asks for, and why. */
async function saySo(
  transaction: Transaction,
  { id: submissionId, tenantId, onboardingId }: SubmissionRecord,
  { findings, decision, by }: Move & { by: Person },
): Promise<void> {
  if (findings) await addFindings(transaction, { submissionId, of: { tenantId, onboardingId }, findings, by });
  if (decision) await writeDecision(transaction, { submissionId, decision, by });
}

/** Nothing of this vendor has been handed in before. */
async function firstOf(transaction: Transaction, { id, tenantId }: SubmissionRecord): Promise<RiskFlag[]> {
  const others = { id: { not: id }, submittedAt: { not: null }, onboarding: { tenantId } };
  return (await transaction.submission.count({ where: others })) === 0 ? ['first-submission'] : [];
}

const notEditable = (status: SubmissionStatus) =>
  new AppError('conflict', 'The request is with the reviewers and cannot be changed now.', { status });

const movedMeanwhile = (status: SubmissionStatus, version: number) =>
  new AppError('version-conflict', 'The request has moved on meanwhile: look at where it stands now.', {
    status,
    version,
  });

/** What is handed in is what was judged: nothing may have been filled in, added or removed since. */
function refuseUnlessJudged(now: DraftState, { fieldVersions, files }: HandingIn): void {
  if (isDeepStrictEqual(now, { ...now, fieldVersions, files: files.toSorted() })) return;
  throw new AppError(
    'version-conflict',
    'Somebody changed the request while it was being handed in. Look at it and submit it again.',
  );
}

/** The names of the fields that somebody else changed meanwhile. */
async function writeFields(
  transaction: Transaction,
  submission: SubmissionRecord,
  { changes, by }: { changes: FieldChange[]; by?: Person },
): Promise<string[]> {
  const conflicts: string[] = [];
  for (const { field, value, base, source } of changes) {
    const before = submission.fields[field];
    if (before && isDeepStrictEqual(before.value, value)) continue;
    if ((before?.version ?? 0) !== base) conflicts.push(field);
    else await writeField(transaction, submission, { field, value, base, source, before, by });
  }
  return conflicts;
}

async function writeField(
  transaction: Transaction,
  { id: submissionId, tenantId, onboardingId }: SubmissionRecord,
  { field, value, base, source, before, by }: FieldChange & { before?: FieldRecord; by?: Person },
): Promise<void> {
  const content = {
    value: value as Prisma.InputJsonValue,
    version: base + 1,
    source: source ?? null,
    byId: by?.objectId ?? null,
    byName: by?.name ?? 'The portal',
    at: new Date(),
  };
  await transaction.requestField.upsert({
    where: { submissionId_name: { submissionId, name: field } },
    create: { submissionId, name: field, ...content },
    update: content,
  });
  const facts = { field, from: before?.value ?? null, to: value, ...(source ? { source } : {}) };
  await appendAudit(transaction, [
    {
      ...{ tenantId, onboardingId, actor: by, facts },
      action: 'request.field-changed',
    },
  ]);
}

function submissionRecord(row: Row): SubmissionRecord {
  const { id, onboardingId, statusAt, version, createdAt, submittedAt, submittedById, submittedByName, runId } = row;
  return {
    ...{ id, onboardingId, statusAt, version, createdAt, ...givenOnly({ dueAt: row.dueAt }) },
    tenantId: row.onboarding.tenantId,
    status: row.status as SubmissionStatus,
    fields: Object.fromEntries(
      row.fields.map(({ name, value, version: fieldVersion, byName, at, ...rest }) => [
        name,
        { value, version: fieldVersion, byName, at, ...givenOnly({ source: rest.source, byId: rest.byId }) },
      ]),
    ),
    ...(submittedAt
      ? {
          submitted: {
            at: submittedAt,
            byId: submittedById ?? '',
            byName: submittedByName ?? '',
            ...givenOnly({ runId }),
          },
        }
      : {}),
  };
}

function reverificationRecord({ at, byName, checks, differences, problem }: ReverificationModel): ReverificationRecord {
  return {
    at,
    byName,
    checks: z.array(AcceptanceCheck).parse(checks),
    differences: z.array(z.string()).parse(differences),
    ...givenOnly({ problem }),
  };
}
