-- CreateTable
CREATE TABLE "Probe" (
    "id" UUID NOT NULL,
    "onboardingId" UUID NOT NULL,
    "tenantId" TEXT NOT NULL,
    "openKey" TEXT,
    "endpoint" TEXT NOT NULL,
    "tags" TEXT[],
    "mayWrite" BOOLEAN NOT NULL,
    "cleanUpOnly" BOOLEAN NOT NULL DEFAULT false,
    "load" TEXT,
    "startedById" TEXT NOT NULL,
    "startedByName" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "aliveAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "stopRequested" BOOLEAN NOT NULL DEFAULT false,
    "stopped" TEXT,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "results" JSONB NOT NULL DEFAULT '[]',
    "exchanges" JSONB NOT NULL DEFAULT '[]',
    "loadResult" JSONB,

    CONSTRAINT "Probe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProbeItem" (
    "ref" TEXT NOT NULL,
    "probeId" UUID NOT NULL,
    "collection" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scimId" TEXT,

    CONSTRAINT "ProbeItem_pkey" PRIMARY KEY ("ref")
);

-- CreateIndex
CREATE UNIQUE INDEX "Probe_openKey_key" ON "Probe"("openKey");

-- CreateIndex
CREATE INDEX "Probe_onboardingId_startedAt_idx" ON "Probe"("onboardingId", "startedAt");

-- CreateIndex
CREATE INDEX "Probe_endpoint_load_startedAt_idx" ON "Probe"("endpoint", "load", "startedAt");

-- CreateIndex
CREATE INDEX "ProbeItem_probeId_idx" ON "ProbeItem"("probeId");

-- AddForeignKey
ALTER TABLE "Probe" ADD CONSTRAINT "Probe_onboardingId_fkey" FOREIGN KEY ("onboardingId") REFERENCES "Onboarding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProbeItem" ADD CONSTRAINT "ProbeItem_probeId_fkey" FOREIGN KEY ("probeId") REFERENCES "Probe"("id") ON DELETE CASCADE ON UPDATE CASCADE;
