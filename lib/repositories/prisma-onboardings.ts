import { z } from 'zod';
import { FactTable, StoredPath } from '#lib/onboarding/check-requirements/contract.ts';
import { ObjectMapping } from '#lib/onboarding/configure-provisioning/contract.ts';
import { TemplateEdition } from '#lib/onboarding/deploy-logic-app/contract.ts';
import type {
  LogicAppRecord,
  OnboardingChanges,
  OnboardingRecord,
  Onboardings,
  StoredAnswer,
} from '#lib/onboarding/record/ports.ts';
import type { Step } from '#lib/journey/steps.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { LogicAppModel, RequirementAnswerModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { onboardingPage } from './onboarding-pages.ts';
import { holdRequest } from './own-request.ts';
import { noteStanding } from './standing.ts';
import { changed, givenOnly, notFound, ownOnboarding } from './tenancy.ts';
import { keepWords } from './words-sql.ts';

const WHOLE = {
  completedSteps: true,
  members: { orderBy: { addedAt: 'asc' } },
  logicApp: true,
  runs: { where: { ready: true, verifiedAt: { not: null } }, orderBy: { startedAt: 'desc' }, take: 1 },
  submission: true,
} as const satisfies Prisma.OnboardingInclude;
type Row = Prisma.OnboardingGetPayload<{ include: typeof WHOLE }>;

/** Onboardings in PostgreSQL. Every statement carries the tenant in its condition. */
export function prismaOnboardings(database: Database): Onboardings {
  const find = async (where: Prisma.OnboardingWhereInput) => {
    const row = await database.onboarding.findFirst({ where, include: WHOLE });
    return row ? onboardingRecord(row) : undefined;
  };
  return {
    async insert(onboarding) {
      const { id } = await database.onboarding.create({ data: onboarding, select: { id: true } });
      const inserted = await find({ id });
      if (!inserted) throw notFound();
      return inserted;
    },
    get: (tenantId, id) => find({ id, tenantId }),
    async page(tenantId, ask) {
      const { ids, next } = await onboardingPage(database, tenantId, ask);
      const rows = await database.onboarding.findMany({ where: { id: { in: ids } }, include: WHOLE });
      const byId = new Map(rows.map((row) => [row.id, onboardingRecord(row)]));
      return { records: ids.flatMap((id) => byId.get(id) ?? []), ...(next ? { next } : {}) };
    },
    change: (tenantId, id, changes) =>
      inTransaction(database, async (transaction) => {
        if (changes.application) await holdRequest(transaction, id);
        changed(await transaction.onboarding.updateMany({ where: { id, tenantId }, data: columnsOf(changes) }));
        if (changes.application) await keepWords(transaction, id);
      }),
    completeStep: (tenantId, onboardingId, step) =>
      inTransaction(database, async (transaction) => {
        await ownOnboarding(transaction, tenantId, onboardingId);
        await transaction.completedStep.createMany({ data: [{ onboardingId, step }], skipDuplicates: true });
        await noteStanding(transaction, onboardingId);
      }),
    async addMember(tenantId, onboardingId, member) {
      await ownOnboarding(database, tenantId, onboardingId);
      await database.member.createMany({ data: [{ onboardingId, ...member }], skipDuplicates: true });
    },
    async answers(tenantId, onboardingId) {
      const rows = await database.requirementAnswer.findMany({ where: { onboardingId, onboarding: { tenantId } } });
      return rows.map(storedAnswer);
    },
    async saveAnswers(tenantId, onboardingId, answers) {
      await ownOnboarding(database, tenantId, onboardingId);
      await database.$transaction(
        answers.map(({ rule, ...given }) => {
          const answer = answerColumns(given);
          return database.requirementAnswer.upsert({
            where: { onboardingId_rule: { onboardingId, rule } },
            create: { onboardingId, rule, ...answer },
            update: answer,
          });
        }),
      );
    },
    async saveLogicApp(tenantId, onboardingId, { identityPrincipalId = null, seen: _seen, ...rest }) {
      await ownOnboarding(database, tenantId, onboardingId);
      const logicApp = { ...rest, identityPrincipalId };
      await database.logicApp.upsert({
        where: { onboardingId },
        create: { onboardingId, ...logicApp },
        update: logicApp,
      });
    },
    async noteLogicApp(tenantId, onboardingId, { at, definitionHash, parameters }) {
      await ownOnboarding(database, tenantId, onboardingId);
      const seen = { at: at.toISOString(), definitionHash, parameters } as Prisma.InputJsonObject;
      await database.logicApp.updateMany({ where: { onboardingId }, data: { seen } });
    },
    getForOperator: (id) => find({ id }),
  };
}

function columnsOf({ application, ...given }: OnboardingChanges): Prisma.OnboardingUpdateManyMutationInput {
  const changes = given.mappings ? { ...given, mappingsReadAt: new Date() } : given;
  if (!application) return changes;
  const { name: applicationName, directoryAppId, applicationObjectId, servicePrincipalId } = application;
  return { ...changes, applicationName, directoryAppId, applicationObjectId, servicePrincipalId };
}

function onboardingRecord(row: Row): OnboardingRecord {
  const { id, tenantId, tenantName, name, createdById, createdByName, createdAt, updatedAt, ruleSet } = row;
  return {
    ...{ id, tenantId, tenantName, name, createdById, createdByName, createdAt, updatedAt, ruleSet },
    ...givenOnly({
      scimEndpoint: row.scimEndpoint,
      authentication: row.authentication as OnboardingRecord['authentication'] | null,
      jobId: row.jobId,
      requirementsAt: row.requirementsAt,
      mappingsReadAt: row.mappingsReadAt,
    }),
    application: applicationOf(row),
    path: row.path === null ? undefined : StoredPath.parse(row.path),
    mappings: row.mappings === null ? undefined : z.array(ObjectMapping).parse(row.mappings),
    completed: Object.fromEntries(row.completedSteps.map(({ step, completedAt }) => [step as Step, completedAt])),
    members: row.members.map(({ objectId, name: memberName }) => ({ objectId, name: memberName })),
    logicApp: row.logicApp ? logicAppRecord(row.logicApp) : undefined,
    evidence: evidenceOf(row),
    submission: submissionOf(row),
  };
}

function applicationOf(row: Row): OnboardingRecord['application'] {
  const { directoryAppId, applicationObjectId, servicePrincipalId, applicationName } = row;
  if (!directoryAppId || !applicationObjectId || !servicePrincipalId) return undefined;
  return { directoryAppId, applicationObjectId, servicePrincipalId, name: applicationName ?? '' };
}

function logicAppRecord(row: LogicAppModel): LogicAppRecord {
  const { subscriptionId, resourceGroup, name, resourceId, location, templateVersion, definitionHash } = row;
  const { identityPrincipalId, portalMayRead, deployedAt } = row;
  return {
    ...{ subscriptionId, resourceGroup, name, resourceId, location, templateVersion, definitionHash },
    ...{ portalMayRead, deployedAt, template: TemplateEdition.parse(row.template) },
    ...givenOnly({ identityPrincipalId, seen: row.seen === null ? null : Seen.parse(row.seen) }),
  };
}

const Seen = z.object({
  at: z.coerce.date(),
  definitionHash: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});

function evidenceOf({ runs: [run] }: Row): OnboardingRecord['evidence'] {
  if (!run?.runName || !run.endedAt) return undefined;
  return { runId: run.id, runName: run.runName, endedAt: run.endedAt };
}

function submissionOf({ submission }: Row): OnboardingRecord['submission'] {
  if (!submission) return undefined;
  const { id, statusAt, submittedAt } = submission;
  return { id, status: submission.status as SubmissionStatus, statusAt, ...givenOnly({ submittedAt }) };
}

/** Every column, so that a new answer leaves nothing of the one before. */
function answerColumns({ evidence, table, fix, actor, missingScopes = [], ...rest }: Omit<StoredAnswer, 'rule'>) {
  return {
    ...rest,
    missingScopes,
    ...{ evidence: evidence ?? null, fix: fix ?? null, actor: actor ?? null },
    table: table ?? Prisma.DbNull,
  };
}

function storedAnswer(row: RequirementAnswerModel): StoredAnswer {
  const { rule, state, evidence, table, fix, actor, missingScopes, checkedAt } = row;
  return {
    rule,
    state: state as StoredAnswer['state'],
    checkedAt,
    ...(missingScopes.length > 0 ? { missingScopes } : {}),
    ...(table === null ? {} : { table: FactTable.parse(table) }),
    ...givenOnly({ evidence, fix, actor: actor as StoredAnswer['actor'] | null }),
  };
}
