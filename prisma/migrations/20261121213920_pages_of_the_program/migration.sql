-- CreateIndex
CREATE INDEX "AllowListRequest_requestedAt_idx" ON "AllowListRequest"("requestedAt");

-- CreateIndex
CREATE INDEX "Feedback_theme_at_idx" ON "Feedback"("theme", "at");
