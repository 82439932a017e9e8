-- CreateEnum
CREATE TYPE "OperationState" AS ENUM ('running', 'waiting', 'failed', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "OperationStepState" AS ENUM ('waiting', 'running', 'done', 'failed', 'skipped');

-- CreateTable
CREATE TABLE "Operation" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "openKey" TEXT,
    "kind" TEXT NOT NULL,
    "tenantId" TEXT NOT NULL,
    "onboardingId" UUID,
    "state" "OperationState" NOT NULL,
    "isUnattended" BOOLEAN NOT NULL DEFAULT false,
    "input" JSONB NOT NULL,
    "startedByTenant" TEXT NOT NULL,
    "startedById" TEXT NOT NULL,
    "startedByName" TEXT NOT NULL,
    "problem" JSONB,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OperationStep" (
    "operationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" "OperationStepState" NOT NULL DEFAULT 'waiting',
    "needsCredential" BOOLEAN NOT NULL DEFAULT false,
    "detail" TEXT,
    "result" JSONB,
    "problem" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OperationStep_pkey" PRIMARY KEY ("operationId","name")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tenantId" TEXT NOT NULL,
    "onboardingId" UUID,
    "actorTenantId" TEXT,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "requestId" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Onboarding" (
    "id" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "tenantName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "ruleSet" TEXT NOT NULL,
    "scimEndpoint" TEXT,
    "authentication" TEXT,
    "directoryAppId" TEXT,
    "applicationObjectId" TEXT,
    "servicePrincipalId" TEXT,
    "applicationName" TEXT,
    "jobId" TEXT,
    "mappings" JSONB,
    "requirementsAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Onboarding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompletedStep" (
    "onboardingId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "completedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CompletedStep_pkey" PRIMARY KEY ("onboardingId","step")
);

-- CreateTable
CREATE TABLE "Member" (
    "onboardingId" UUID NOT NULL,
    "objectId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("onboardingId","objectId")
);

-- CreateTable
CREATE TABLE "RequirementAnswer" (
    "onboardingId" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "evidence" TEXT,
    "fix" TEXT,
    "actor" TEXT,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RequirementAnswer_pkey" PRIMARY KEY ("onboardingId","rule")
);

-- CreateTable
CREATE TABLE "LogicApp" (
    "onboardingId" UUID NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "resourceGroup" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "templateVersion" TEXT NOT NULL,
    "definitionHash" TEXT NOT NULL,
    "identityPrincipalId" TEXT,
    "portalMayRead" BOOLEAN NOT NULL,
    "deployedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogicApp_pkey" PRIMARY KEY ("onboardingId")
);

-- CreateTable
CREATE TABLE "Grant" (
    "onboardingId" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "principalId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readBackAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("onboardingId","permission")
);

-- CreateTable
CREATE TABLE "ValidationRun" (
    "id" UUID NOT NULL,
    "onboardingId" UUID NOT NULL,
    "resourceId" TEXT NOT NULL,
    "runName" TEXT,
    "status" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "enabledTests" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "startedById" TEXT NOT NULL,
    "startedByName" TEXT NOT NULL,
    "watchedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3),
    "tests" JSONB NOT NULL DEFAULT '[]',
    "blocking" JSONB NOT NULL DEFAULT '[]',
    "ready" BOOLEAN,
    "templateOverall" TEXT,
    "resultSource" TEXT,
    "versionId" TEXT,
    "definitionHash" TEXT,
    "acceptance" JSONB NOT NULL DEFAULT '[]',
    "verifiedAt" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "ValidationRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishingDraft" (
    "onboardingId" UUID NOT NULL,
    "draft" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PublishingDraft_pkey" PRIMARY KEY ("onboardingId")
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" UUID NOT NULL,
    "onboardingId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "acceptance" JSONB NOT NULL,
    "submittedById" TEXT NOT NULL,
    "submittedByName" TEXT NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reverification" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byName" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "differences" JSONB NOT NULL,
    "problem" TEXT,

    CONSTRAINT "Reverification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Feedback" (
    "id" UUID NOT NULL,
    "onboardingId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "rating" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Operation_openKey_key" ON "Operation"("openKey");

-- CreateIndex
CREATE INDEX "Operation_key_createdAt_idx" ON "Operation"("key", "createdAt");

-- CreateIndex
CREATE INDEX "Operation_onboardingId_idx" ON "Operation"("onboardingId");

-- CreateIndex
CREATE UNIQUE INDEX "OperationStep_operationId_position_key" ON "OperationStep"("operationId", "position");

-- CreateIndex
CREATE INDEX "AuditEvent_tenantId_at_idx" ON "AuditEvent"("tenantId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_onboardingId_at_idx" ON "AuditEvent"("onboardingId", "at");

-- CreateIndex
CREATE INDEX "Onboarding_tenantId_createdAt_idx" ON "Onboarding"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "ValidationRun_onboardingId_startedAt_idx" ON "ValidationRun"("onboardingId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ValidationRun_resourceId_runName_key" ON "ValidationRun"("resourceId", "runName");

-- CreateIndex
CREATE INDEX "Submission_status_submittedAt_idx" ON "Submission"("status", "submittedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_runId_key" ON "Submission"("runId");

-- CreateIndex
CREATE INDEX "Reverification_submissionId_at_idx" ON "Reverification"("submissionId", "at");

-- CreateIndex
CREATE INDEX "Feedback_onboardingId_idx" ON "Feedback"("onboardingId");

-- AddForeignKey
ALTER TABLE "OperationStep" ADD CONSTRAINT "OperationStep_operationId_fkey" FOREIGN KEY ("operationId") REFERENCES "Operation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompletedStep" ADD CONSTRAINT "CompletedStep_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequirementAnswer" ADD CONSTRAINT "RequirementAnswer_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogicApp" ADD CONSTRAINT "LogicApp_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ValidationRun" ADD CONSTRAINT "ValidationRun_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishingDraft" ADD CONSTRAINT "PublishingDraft_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ValidationRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reverification" ADD CONSTRAINT "Reverification_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;
