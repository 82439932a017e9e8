import type { KnownPeople } from '#lib/review/queue/ports.ts';
import type { Database } from './database.ts';

const MOST = 200;

/** Who has signed in, in PostgreSQL. */
export function prismaKnownPeople(database: Database): KnownPeople {
  return {
    async remember({ tenantId, objectId, name, mail, roles }) {
      await database.$executeRaw`
        INSERT INTO "KnownPerson" AS known ("tenantId", "objectId", "name", "mail", "roles", "lastSeenAt")
        VALUES (${tenantId}, ${objectId}, ${name}, ${mail}, ${[...roles]}::text[], now())
        ON CONFLICT ("tenantId", "objectId") DO UPDATE SET
          "name" = excluded."name", "mail" = excluded."mail", "roles" = excluded."roles", "lastSeenAt" = now()
        WHERE known."lastSeenAt" < now() - interval '1 hour'
          OR (known."name", known."mail", known."roles") IS DISTINCT FROM
             (excluded."name", excluded."mail", excluded."roles")`;
    },
    async withRole(tenantId, role) {
      const where = { tenantId, roles: { has: role } };
      const rows = await database.knownPerson.findMany({ where, orderBy: [{ name: 'asc' }], take: MOST });
      return rows.map(({ objectId, name }) => ({ id: objectId, name }));
    },
  };
}
