-- Words of the vendor weigh A, those of the application B: the index alone finds what only one of them has.
DROP INDEX "Onboarding_words_idx";
ALTER TABLE "Onboarding" DROP COLUMN "words";

-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple'::regconfig, "tenantName"), 'A')
  || setweight(to_tsvector('simple'::regconfig, "name" || ' ' || coalesce("applicationName", '')), 'B')
) STORED;

-- CreateIndex
CREATE INDEX "Onboarding_words_idx" ON "Onboarding" USING GIN ("words");
