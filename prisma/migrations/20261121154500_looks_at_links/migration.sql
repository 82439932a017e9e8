-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "looksAtLinks" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[];
