-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN     "mappingsReadAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "LogicApp" ADD COLUMN     "seen" JSONB;

-- AlterTable
ALTER TABLE "ValidationRun" ADD COLUMN     "mappings" JSONB;
