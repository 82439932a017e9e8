-- AlterTable
ALTER TABLE "Feedback" ADD COLUMN     "theme" TEXT,
ADD COLUMN     "wantsSession" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "assignedAt" TIMESTAMPTZ(3),
ADD COLUMN     "assigneeId" TEXT,
ADD COLUMN     "assigneeName" TEXT,
ADD COLUMN     "escalatedById" TEXT,
ADD COLUMN     "escalatedByName" TEXT,
ADD COLUMN     "riskFlags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Turn" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InternalNote" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InternalNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Confirmation" (
    "submissionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "isConfirmed" BOOLEAN NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Confirmation_pkey" PRIMARY KEY ("submissionId","number","item")
);

-- CreateTable
CREATE TABLE "Look" (
    "submissionId" UUID NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Look_pkey" PRIMARY KEY ("submissionId","reviewerId")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownPerson" (
    "tenantId" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    "roles" TEXT[],
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownPerson_pkey" PRIMARY KEY ("tenantId","objectId")
);

-- CreateTable
CREATE TABLE "Cohort" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CohortTenant" (
    "cohortId" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "tenantName" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CohortTenant_pkey" PRIMARY KEY ("cohortId","tenantId")
);

-- CreateTable
CREATE TABLE "AllowListRequest" (
    "id" UUID NOT NULL,
    "onboardingId" UUID NOT NULL,
    "openKey" TEXT,
    "reason" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 0,
    "requestedById" TEXT NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ownerId" TEXT,
    "ownerName" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "AllowListRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "onboardingId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),
    "mailState" TEXT NOT NULL DEFAULT 'none',
    "mailTo" TEXT,
    "mailedAt" TIMESTAMPTZ(3),
    "mailProblem" TEXT,

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationChoice" (
    "tenantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "portal" BOOLEAN NOT NULL,
    "mail" BOOLEAN NOT NULL,

    CONSTRAINT "NotificationChoice_pkey" PRIMARY KEY ("tenantId","personId","kind")
);

-- CreateTable
CREATE TABLE "IdempotentAnswer" (
    "tenantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotentAnswer_pkey" PRIMARY KEY ("tenantId","personId","key")
);

-- CreateTable
CREATE TABLE "ProgramFigures" (
    "key" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "countedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProgramFigures_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Turn_submissionId_startedAt_idx" ON "Turn"("submissionId", "startedAt");

-- CreateIndex
CREATE INDEX "Decision_submissionId_at_idx" ON "Decision"("submissionId", "at");

-- CreateIndex
CREATE INDEX "Decision_at_idx" ON "Decision"("at");

-- CreateIndex
CREATE INDEX "Message_submissionId_at_idx" ON "Message"("submissionId", "at");

-- CreateIndex
CREATE INDEX "InternalNote_submissionId_at_idx" ON "InternalNote"("submissionId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_ownerId_name_key" ON "SavedView"("ownerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Cohort_name_key" ON "Cohort"("name");

-- CreateIndex
CREATE INDEX "CohortTenant_tenantId_idx" ON "CohortTenant"("tenantId");

-- CreateIndex
CREATE UNIQUE INDEX "AllowListRequest_openKey_key" ON "AllowListRequest"("openKey");

-- CreateIndex
CREATE INDEX "AllowListRequest_state_requestedAt_idx" ON "AllowListRequest"("state", "requestedAt");

-- CreateIndex
CREATE INDEX "AllowListRequest_onboardingId_idx" ON "AllowListRequest"("onboardingId");

-- CreateIndex
CREATE INDEX "Notification_tenantId_personId_at_idx" ON "Notification"("tenantId", "personId", "at");

-- CreateIndex
CREATE INDEX "Notification_mailState_at_idx" ON "Notification"("mailState", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_tenantId_personId_event_key" ON "Notification"("tenantId", "personId", "event");

-- CreateIndex
CREATE INDEX "IdempotentAnswer_at_idx" ON "IdempotentAnswer"("at");

-- CreateIndex
CREATE INDEX "Feedback_at_idx" ON "Feedback"("at");

-- CreateIndex
CREATE INDEX "Submission_assigneeId_statusAt_idx" ON "Submission"("assigneeId", "statusAt");

-- CreateIndex
CREATE INDEX "Submission_submittedAt_idx" ON "Submission"("submittedAt");

-- CreateIndex
CREATE INDEX "Submission_statusAt_idx" ON "Submission"("statusAt");

-- AddForeignKey
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InternalNote" ADD CONSTRAINT "InternalNote_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Confirmation" ADD CONSTRAINT "Confirmation_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Look" ADD CONSTRAINT "Look_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortTenant" ADD CONSTRAINT "CohortTenant_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllowListRequest" ADD CONSTRAINT "AllowListRequest_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose turn it has been since when; what was before is not known of requests that are older than the clocks.
INSERT INTO "Turn" ("id", "submissionId", "side", "startedAt")
SELECT gen_random_uuid(), "id", CASE WHEN "status" IN ('changes-requested', 'expired') THEN 'isv' ELSE 'operator' END, "statusAt"
FROM "Submission"
WHERE "submittedAt" IS NOT NULL AND "status" NOT IN ('draft', 'withdrawn', 'rejected', 'published');

-- Words of an onboarding that people look for. Queries must use the very same expression.
CREATE INDEX "Onboarding_words_idx" ON "Onboarding" USING GIN (
  to_tsvector('simple', "name" || ' ' || "tenantName" || ' ' || coalesce("applicationName", ''))
);
