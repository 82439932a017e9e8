-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN     "path" JSONB;

-- AlterTable
ALTER TABLE "RequirementAnswer" ADD COLUMN     "table" JSONB;
