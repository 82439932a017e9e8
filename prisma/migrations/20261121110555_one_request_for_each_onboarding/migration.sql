-- DropForeignKey
ALTER TABLE "PublishingDraft" DROP CONSTRAINT "PublishingDraft_onboardingId_fkey";

-- DropForeignKey
ALTER TABLE "Submission" DROP CONSTRAINT "Submission_runId_fkey";

-- DropIndex
DROP INDEX "Submission_runId_key";

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "statusAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "request" DROP NOT NULL,
ALTER COLUMN "acceptance" DROP NOT NULL,
ALTER COLUMN "runId" DROP NOT NULL,
ALTER COLUMN "status" SET DEFAULT 'draft',
ALTER COLUMN "submittedById" DROP NOT NULL,
ALTER COLUMN "submittedByName" DROP NOT NULL,
ALTER COLUMN "submittedAt" DROP NOT NULL,
ALTER COLUMN "submittedAt" DROP DEFAULT;

-- One request for each onboarding: of several the newest stays.
DELETE FROM "Submission" older USING "Submission" newer
WHERE older."onboardingId" = newer."onboardingId"
  AND (older."submittedAt", older."id") < (newer."submittedAt", newer."id");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_onboardingId_key" ON "Submission"("onboardingId");


-- Drafts become requests of their own.
INSERT INTO "Submission" ("id", "onboardingId", "status", "createdAt", "statusAt")
SELECT gen_random_uuid(), "onboardingId", 'draft', "updatedAt", "updatedAt" FROM "PublishingDraft"
ON CONFLICT DO NOTHING;

-- What was filled in moves to its fields.
INSERT INTO "RequestField" ("submissionId", "name", "value", "version", "byName", "at")
SELECT "Submission"."id", moved."name", moved."value", 1, known."byName", known."at"
FROM "Submission"
JOIN (
  SELECT "onboardingId", "request" AS "content", "submittedByName" AS "byName", "submittedAt" AS "at" FROM "Submission" WHERE "request" IS NOT NULL
  UNION ALL
  SELECT "onboardingId", "draft", "updatedByName", "updatedAt" FROM "PublishingDraft" draft
  WHERE NOT EXISTS (SELECT 1 FROM "Submission" done WHERE done."onboardingId" = draft."onboardingId" AND done."request" IS NOT NULL)
) known ON known."onboardingId" = "Submission"."onboardingId"
CROSS JOIN LATERAL (VALUES
  ('run', known."content" -> 'runId'),
  ('contacts.engineering.name', known."content" #> '{engineeringContact,name}'),
  ('contacts.engineering.email', known."content" #> '{engineeringContact,email}'),
  ('contacts.support.name', known."content" #> '{supportContact,name}'),
  ('contacts.support.email', known."content" #> '{supportContact,email}'),
  ('docs.links', known."content" -> 'documentation'),
  ('notes', known."content" -> 'notes')
) moved ("name", "value")
WHERE moved."value" IS NOT NULL;

-- AlterTable
ALTER TABLE "Submission" DROP COLUMN "acceptance",
DROP COLUMN "request";

-- DropTable
DROP TABLE "PublishingDraft";

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ValidationRun"("id") ON DELETE SET NULL ON UPDATE CASCADE;
