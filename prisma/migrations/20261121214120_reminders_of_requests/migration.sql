-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3);
