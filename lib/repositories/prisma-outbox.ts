import { subMinutes } from 'date-fns';
import type { OutgoingMail, Outbox } from '#lib/notifications/ports.ts';
import type { Database } from './database.ts';

const TRIED_AGAIN_MINUTES = 5;

/** Mail that waits to be sent, in PostgreSQL. A row that waits is the work itself: it is there exactly when what it tells of is. */
export function prismaOutbox(database: Database): Outbox {
  const table = database.notification;
  const settle = async (id: string, data: { mailState: string; mailedAt?: Date | null; mailProblem: string | null }) =>
    void (await table.updateMany({ where: { id, mailState: 'sending' }, data }));
  return {
    async claimForPortal(at) {
      const [taken] = await database.$queryRaw<OutgoingMail[]>`
        UPDATE "Notification" SET "mailState" = 'sending', "mailedAt" = ${at}
        WHERE "id" = (
          SELECT "id" FROM "Notification"
          WHERE "mailState" = 'waiting' AND ("mailedAt" IS NULL OR "mailedAt" < ${subMinutes(at, TRIED_AGAIN_MINUTES)})
          ORDER BY "at" LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING "id", "mailTo" AS "to", "title", "words", "href"`;
      return taken;
    },
    saveSentForPortal: (id, at) => settle(id, { mailState: 'sent', mailedAt: at, mailProblem: null }),
    saveFailedForPortal: (id, problem) => settle(id, { mailState: 'failed', mailedAt: null, mailProblem: problem }),
    giveBackForPortal: (id, problem, triedAt) =>
      settle(id, { mailState: 'waiting', mailedAt: triedAt ?? null, mailProblem: problem }),
    async giveUpForPortal({ takenBefore, waitingSince }) {
      await table.updateMany({
        where: { mailState: 'sending', mailedAt: { lt: takenBefore } },
        data: { mailState: 'failed', mailProblem: LOST },
      });
      await table.updateMany({
        where: { mailState: 'waiting', at: { lt: waitingSince } },
        data: { mailState: 'failed', mailProblem: TOO_LATE },
      });
    },
    async forgetForPortal(olderThan) {
      await table.deleteMany({ where: { at: { lt: olderThan } } });
    },
    async dropForPortal() {
      await table.updateMany({ where: { mailState: 'waiting' }, data: { mailState: 'none', mailTo: null } });
    },
  };
}

const LOST =
  'The portal was interrupted while it sent this mail. Whether it arrived is not known, so it is not sent again.';
const TOO_LATE = 'The mail server did not take it in time.';
