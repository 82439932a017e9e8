-- Counts of the minute that runs: not worth a log; after a crash counting starts anew.
CREATE UNLOGGED TABLE "RequestCount" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RequestCount_pkey" PRIMARY KEY ("key")
);
