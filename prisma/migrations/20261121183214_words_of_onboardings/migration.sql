-- The words are kept with each onboarding: a filter that made them anew for every row it looks at was slow.
DROP INDEX "Onboarding_words_idx";

-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
  to_tsvector('simple'::regconfig, "name" || ' ' || "tenantName" || ' ' || coalesce("applicationName", ''))
) STORED;

-- CreateIndex
CREATE INDEX "Onboarding_words_idx" ON "Onboarding" USING GIN ("words");
