-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "words" tsvector;

UPDATE "Submission" s SET "words" = to_tsvector('simple', o."name" || ' ' || o."tenantName" || ' '
    || coalesce(o."applicationName", ''))
  FROM "Onboarding" o WHERE o."id" = s."onboardingId" AND s."submittedAt" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Submission_words_idx" ON "Submission" USING GIN ("words");
