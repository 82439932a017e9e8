import type { Person } from '#lib/onboarding/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { SettingChange, Settings } from '#lib/program/ports.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';

/** What program managers set, in PostgreSQL. Every change and its event are written in one transaction. */
export function prismaSettings(database: Database): Settings {
  return {
    list: () => database.setting.findMany({ orderBy: { name: 'asc' } }),
    change: (changes, by) =>
      inTransaction(database, async (transaction) => {
        // In one order, so that two people who change the same two never wait for each other.
        for (const change of changes.toSorted((one, other) => one.name.localeCompare(other.name))) {
          await write(transaction, change, by);
        }
      }),
  };
}

async function write(transaction: Transaction, { name, value, base }: SettingChange, by: Person): Promise<void> {
  const before = await transaction.setting.findUnique({ where: { name } });
  const data = { value: value as Prisma.InputJsonValue, version: base + 1, byName: by.name, at: new Date() };
  const { count } =
    base === 0
      ? await transaction.setting.createMany({ data: [{ name, ...data }], skipDuplicates: true })
      : await transaction.setting.updateMany({ where: { name, version: base }, data });
  if (count === 0) {
    throw new AppError('version-conflict', 'Somebody has changed this setting meanwhile. Reload the page.', {
      field: name,
    });
  }
  const facts = { field: name, from: before?.value ?? null, to: value };
  await appendAudit(transaction, [{ tenantId: by.tenantId, actor: by, action: 'setting.changed', facts }]);
}
