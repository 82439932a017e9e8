-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "clockKey" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "waitingSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "Submission_waitingSince_idx" ON "Submission"("waitingSince");

-- CreateIndex
CREATE INDEX "Submission_clockKey_idx" ON "Submission"("clockKey");

UPDATE "Submission" s SET "waitingSince" = coalesce(
  (SELECT max(t."startedAt") FROM "Turn" t WHERE t."submissionId" = s."id" AND t."endedAt" IS NULL), s."statusAt");

-- The queue is sorted by these. Queries must use the very same expressions.
CREATE INDEX "Submission_due_idx" ON "Submission" ((coalesce("dueAt", 'infinity'::timestamptz)), "id");
CREATE INDEX "Onboarding_shown_name_idx" ON "Onboarding" ((lower(coalesce("applicationName", "name"))), "id");
