import type { Claim, KeptAnswer, KeptAnswers, KeyOf } from '#lib/platform/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

const HOURS = 24;

/** Answers to writes with a key, in PostgreSQL: that a key is taken is one insert, so of two at once one is first. */
export function prismaKeptAnswers(database: Database): KeptAnswers & { forgetOld(): Promise<number> } {
  async function claim(of: KeyOf, fingerprint: string): Promise<Claim> {
    for (;;) {
      if (await isTaken(database, of, fingerprint)) return { state: 'new' };
      const there = await database.idempotentAnswer.findUnique({ where: whereOf(of) });
      // Freed between the two looks: it can be taken after all.
      if (!there) continue;
      if (there.fingerprint !== fingerprint) return { state: 'other-request' };
      if (there.status === null) return { state: 'running' };
      return { state: 'kept', answer: { status: there.status, body: there.body, etag: there.etag } };
    }
  }
  return {
    claim,
    async keep(of, { status, body, etag }: KeptAnswer) {
      const kept = { status, etag, body: body === null ? Prisma.JsonNull : (body as Prisma.InputJsonValue) };
      await database.idempotentAnswer.update({ where: whereOf(of), data: kept });
    },
    async free(of) {
      await database.idempotentAnswer.deleteMany({ where: { ...of, status: null } });
    },
    forgetOld: () => database.$executeRaw`
      DELETE FROM "IdempotentAnswer" WHERE "at" < now() - make_interval(hours => ${HOURS}::int)`,
  };
}

const whereOf = (tenantId_personId_key: KeyOf) => ({ tenantId_personId_key });

async function isTaken(database: Database, { tenantId, personId, key }: KeyOf, fingerprint: string): Promise<boolean> {
  const taken = await database.$executeRaw`
    INSERT INTO "IdempotentAnswer" AS kept ("tenantId", "personId", "key", "fingerprint")
    VALUES (${tenantId}, ${personId}, ${key}, ${fingerprint})
    ON CONFLICT ("tenantId", "personId", "key") DO UPDATE
      SET "fingerprint" = excluded."fingerprint", "status" = NULL, "body" = NULL, "etag" = NULL, "at" = now()
      WHERE kept."at" < now() - make_interval(hours => ${HOURS}::int)`;
  return taken > 0;
}
