-- AlterTable
ALTER TABLE "Onboarding" ADD COLUMN     "tokenEndsAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Notification_tenantId_personId_readAt_idx" ON "Notification"("tenantId", "personId", "readAt");

-- CreateIndex
CREATE INDEX "Notification_at_idx" ON "Notification"("at");

-- CreateIndex
CREATE INDEX "Onboarding_tokenEndsAt_idx" ON "Onboarding"("tokenEndsAt");
