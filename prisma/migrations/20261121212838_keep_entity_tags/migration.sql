-- AlterTable
ALTER TABLE "IdempotentAnswer" ADD COLUMN     "etag" TEXT;
