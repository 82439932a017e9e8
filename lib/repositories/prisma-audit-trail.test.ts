import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyHistory } from '#lib/rules/audit-chain.ts';
import { prismaAuditTrail, appendAudit } from './prisma-audit-trail.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const audit = prismaAuditTrail(database);

type Of = { tenantId: string; onboardingId: string };
const anyone = (): Of => ({ tenantId: randomUUID(), onboardingId: randomUUID() });
const checked = async ({ tenantId, onboardingId }: Of) => verifyHistory(await audit.events(tenantId, onboardingId));

async function aChain(): Promise<Of> {
  const of = anyone();
  for (const action of ['first', 'second', 'third']) await audit.record({ ...of, action, facts: { action } });
  return of;
}

/** As somebody does who may change the tables themselves. */
async function tampering(statement: string, ...values: unknown[]): Promise<void> {
  await database.$transaction([
    database.$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL'),
    database.$executeRawUnsafe(statement, ...values),
    database.$executeRawUnsafe('ALTER TABLE "AuditEvent" ENABLE TRIGGER ALL'),
  ]);
}

test('twenty appends side by side take the places 1 to 20, and the chain holds', async () => {
  const of = anyone();
  await Promise.all(Array.from({ length: 20 }, (_, index) => audit.record({ ...of, action: `a${index}` })));
  const events = await audit.events(of.tenantId, of.onboardingId);
  expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  expect(await checked(of)).toMatchObject({ holds: true, events: 20, head: events[0]?.hash });
});

test('what is read back hashes as it was written, whatever the facts hold', async () => {
  const of = anyone();
  const facts = {
    z: undefined,
    a: [1.5, null, { y: 'é\u0000\\u0000', x: 1e21 }],
    when: new Date(0),
    from: '',
    to: '✓',
  };
  await audit.record({ ...of, action: 'odd', facts, requestId: 'r' });
  expect(await checked(of)).toMatchObject({ holds: true, events: 1 });
});

test('a secret in the facts is not kept', async () => {
  const of = anyone();
  await audit.record({ ...of, action: 'field', facts: { field: 'notes', to: 'Use Bearer planted-token-value' } });
  const [event] = await audit.events(of.tenantId, of.onboardingId);
  expect(event?.facts).toEqual({ field: 'notes', to: 'Use Bearer [removed]' });
});

test('a change and its event are kept together or not at all', async () => {
  const start = aStart();
  const { id: onboardingId } = await prismaOnboardings(database).insert(start);
  const { tenantId } = start;
  const failing = database.$transaction(async (transaction) => {
    await transaction.onboarding.updateMany({ where: { id: onboardingId }, data: { name: 'Changed' } });
    await appendAudit(transaction, [{ tenantId, onboardingId, action: 'renamed' }]);
    throw new Error('away');
  });
  await expect(failing).rejects.toThrow('away');
  expect(await audit.events(tenantId, onboardingId)).toEqual([]);
  await audit.record({ tenantId, onboardingId, action: 'later' });
  expect(await checked({ tenantId, onboardingId })).toMatchObject({ holds: true, events: 1 });
});

test('events can neither be changed nor removed nor swept away', async () => {
  const { onboardingId } = await aChain();
  const where = { onboardingId };
  const attempts = [
    database.auditEvent.updateMany({ where, data: { actorName: 'Nobody' } }),
    database.auditEvent.deleteMany({ where }),
    database.$executeRawUnsafe('TRUNCATE "AuditEvent"'),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toThrow(/append-only/);
  expect(await database.auditEvent.count({ where })).toBe(3);
});

test.each([
  ['changed', `UPDATE "AuditEvent" SET "actorName" = 'Eve' WHERE position = 2`, { position: 2, what: 'changed' }],
  ['removed', `DELETE FROM "AuditEvent" WHERE position = 2`, { position: 2, what: 'removed' }],
  [
    'put in between',
    `INSERT INTO "AuditEvent" (id, "tenantId", "onboardingId", "actorName", action)
     SELECT gen_random_uuid(), "tenantId", "onboardingId", 'Eve', 'forged' FROM "AuditEvent" WHERE position = 2`,
    { what: 'put-in-between' },
  ],
])('an event that was %s behind the portal’s back is named', async (_what, statement, named) => {
  const of = await aChain();
  expect(await checked(of)).toMatchObject({ holds: true });
  await tampering(`${statement} AND "onboardingId" = $1::uuid`, of.onboardingId);
  expect(await checked(of)).toMatchObject({ holds: false, ...named });
});

test('pages go backwards, and another tenant sees nothing', async () => {
  const { tenantId, onboardingId } = await aChain();
  const first = await audit.events(tenantId, onboardingId, { limit: 2 });
  const rest = await audit.events(tenantId, onboardingId, { before: 2, limit: 2 });
  expect([first, rest].map((page) => page.map(({ action }) => action))).toEqual([['third', 'second'], ['first']]);
  expect(await audit.events(randomUUID(), onboardingId)).toEqual([]);
});
