-- AlterTable
ALTER TABLE "Probe" ADD COLUMN     "causes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Onboarding_createdAt_idx" ON "Onboarding"("createdAt");

-- CreateIndex
CREATE INDEX "Probe_endedAt_idx" ON "Probe"("endedAt");

-- CreateIndex
CREATE INDEX "ValidationRun_endedAt_idx" ON "ValidationRun"("endedAt");
