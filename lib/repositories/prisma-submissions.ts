import { z } from 'zod';
import { PublishingRequest } from '#lib/onboarding/request-publishing/contract.ts';
import { AcceptanceCheck } from '#lib/onboarding/run-validation/contract.ts';
import type { ReverificationRecord, SubmissionRecord, Submissions } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { ReverificationModel } from './generated/models.ts';
import { givenOnly, notFound } from './tenancy.ts';

const TENANT = { onboarding: { select: { tenantId: true } } } as const;
type Row = Prisma.SubmissionGetPayload<{ include: typeof TENANT }>;
const NEWEST_FIRST = { submittedAt: 'desc' } as const;

/** Submissions and what reading them again showed, in PostgreSQL. */
export function prismaSubmissions(database: Database): Submissions {
  const find = async (where: Prisma.SubmissionWhereInput) => {
    const row = await database.submission.findFirst({ where, include: TENANT });
    return row ? submissionRecord(row) : undefined;
  };
  const list = async (where: Prisma.SubmissionWhereInput) =>
    (await database.submission.findMany({ where, orderBy: NEWEST_FIRST, include: TENANT })).map(submissionRecord);
  return {
    async insert(tenantId, onboardingId, submission) {
      const { runId } = submission;
      const own = { id: runId, onboardingId, onboarding: { tenantId } };
      if ((await database.validationRun.count({ where: own })) === 0) throw notFound();
      await database.submission.createMany({
        data: [{ ...submission, onboardingId, status: 'submitted' }],
        skipDuplicates: true,
      });
      const inserted = await find({ runId, onboardingId });
      if (!inserted) throw notFound();
      return inserted;
    },
    list: (tenantId, onboardingId) => list({ onboardingId, onboarding: { tenantId } }),
    listForOperator: () => list({}),
    getForOperator: (id) => find({ id }),
    async reverificationsForOperator(submissionId) {
      const rows = await database.reverification.findMany({ where: { submissionId }, orderBy: { at: 'desc' } });
      return rows.map(reverificationRecord);
    },
    async addReverificationForOperator(submissionId, reverification) {
      if ((await database.submission.count({ where: { id: submissionId } })) === 0) throw notFound();
      return reverificationRecord(await database.reverification.create({ data: { submissionId, ...reverification } }));
    },
  };
}

function submissionRecord({ onboarding, request, acceptance, ...row }: Row): SubmissionRecord {
  return {
    ...row,
    tenantId: onboarding.tenantId,
    request: PublishingRequest.parse(request),
    acceptance: z.array(AcceptanceCheck).parse(acceptance),
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
