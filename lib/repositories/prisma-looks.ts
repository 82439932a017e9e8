import type { Looks } from '#lib/review/look/ports.ts';
import type { Database } from './database.ts';

/** When reviewers last looked, in PostgreSQL. */
export function prismaLooks(database: Database): Looks {
  return {
    async last(submissionId, reviewerId) {
      const where = { submissionId_reviewerId: { submissionId, reviewerId } };
      const row = await database.look.findUnique({ where });
      return row ? { seenUntil: row.at, visitedAt: row.visitedAt } : undefined;
    },
    async remember(submissionId, reviewerId, { seenUntil, visitedAt }) {
      await database.$executeRaw`
        INSERT INTO "Look" ("submissionId", "reviewerId", "at", "visitedAt")
        VALUES (${submissionId}::uuid, ${reviewerId}, ${seenUntil}, ${visitedAt})
        ON CONFLICT ("submissionId", "reviewerId") DO UPDATE SET
          "at" = greatest("Look"."at", excluded."at"),
          "visitedAt" = greatest("Look"."visitedAt", excluded."visitedAt")`;
    },
  };
}
