-- AlterTable
ALTER TABLE "RequirementAnswer" ADD COLUMN     "missingScopes" TEXT[] DEFAULT ARRAY[]::TEXT[];
