-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN     "standing" TEXT NOT NULL DEFAULT 'check-requirements',
ADD COLUMN     "standingSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Where those that are there stand already, and since when.
UPDATE "Onboarding" o SET
  "standing" = coalesce(
    (SELECT s."status" FROM "Submission" s WHERE s."onboardingId" = o."id" AND s."status" <> 'draft'),
    (SELECT t."step" FROM unnest(ARRAY['check-requirements', 'create-application', 'configure-provisioning',
        'deploy-logic-app', 'run-validation', 'request-publishing']) WITH ORDINALITY AS t("step", "place")
      WHERE NOT EXISTS (SELECT 1 FROM "CompletedStep" c WHERE c."onboardingId" = o."id" AND c."step" = t."step")
      ORDER BY t."place" LIMIT 1),
    'request-publishing'),
  "standingSince" = greatest(
    o."createdAt",
    (SELECT max(c."completedAt") FROM "CompletedStep" c WHERE c."onboardingId" = o."id"),
    (SELECT s."statusAt" FROM "Submission" s WHERE s."onboardingId" = o."id" AND s."status" <> 'draft'));

-- CreateIndex
CREATE INDEX "Onboarding_standingSince_id_idx" ON "Onboarding"("standingSince", "id");

-- CreateIndex
CREATE INDEX "Onboarding_standing_standingSince_id_idx" ON "Onboarding"("standing", "standingSince", "id");
