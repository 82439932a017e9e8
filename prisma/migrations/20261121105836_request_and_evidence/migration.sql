-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "hash" TEXT,
ADD COLUMN     "position" INTEGER,
ADD COLUMN     "previousHash" TEXT;

-- CreateTable
CREATE TABLE "RequestField" (
    "submissionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT,
    "byId" TEXT,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RequestField_pkey" PRIMARY KEY ("submissionId","name")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "runId" UUID,
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "redactions" JSONB NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "facts" JSONB NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedByName" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkCheck" (
    "submissionId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkCheck_pkey" PRIMARY KEY ("submissionId","url")
);

-- CreateTable
CREATE TABLE "ContactConfirmation" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "tokenHash" TEXT,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "ContactConfirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "anchorKind" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FindingMessage" (
    "id" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "byId" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FindingMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Evidence_submissionId_number_key" ON "Evidence"("submissionId", "number");

-- CreateIndex
CREATE INDEX "Upload_submissionId_idx" ON "Upload"("submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "ContactConfirmation_tokenHash_key" ON "ContactConfirmation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ContactConfirmation_submissionId_email_key" ON "ContactConfirmation"("submissionId", "email");

-- CreateIndex
CREATE INDEX "Finding_submissionId_createdAt_idx" ON "Finding"("submissionId", "createdAt");

-- CreateIndex
CREATE INDEX "FindingMessage_findingId_at_idx" ON "FindingMessage"("findingId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_onboardingId_position_key" ON "AuditEvent"("onboardingId", "position");

-- AddForeignKey
ALTER TABLE "RequestField" ADD CONSTRAINT "RequestField_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkCheck" ADD CONSTRAINT "LinkCheck_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactConfirmation" ADD CONSTRAINT "ContactConfirmation_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FindingMessage" ADD CONSTRAINT "FindingMessage_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;
