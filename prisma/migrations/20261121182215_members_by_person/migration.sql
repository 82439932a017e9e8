-- CreateIndex
CREATE INDEX "Member_objectId_idx" ON "Member"("objectId");
