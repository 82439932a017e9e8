import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaEvidence } from './prisma-evidence.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aRun, aStart } from './records.fixture.ts';
import { prismaRuns } from './prisma-runs.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const evidence = prismaEvidence(database);
const NOT_FOUND = { code: 'not-found' };

async function aSubmission() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const { id: runId } = await prismaRuns(database).insert(tenantId, onboardingId, aRun());
  const { id: submissionId } = await database.submission.create({ data: { onboardingId, status: 'submitted' } });
  const taken = (number: number, text = `{"number":${number}}`) => ({
    ...{ submissionId, number, runId, text, byName: 'Ann' },
    sha256: createHash('sha256').update(text).digest('hex'),
    redactions: [{ path: '/request/notes/value', kind: 'token' as const }],
  });
  return { onboardingId, tenantId, submissionId, taken };
}

test('it is read back byte for byte, by its own tenant and by reviewers', async () => {
  const { tenantId, onboardingId, submissionId, taken } = await aSubmission();
  const wanted = taken(1, '{"ü":"✓ \\u0000"}');
  expect(await evidence.insert(tenantId, wanted)).toMatchObject(wanted);
  expect(await evidence.get(tenantId, onboardingId, 1)).toMatchObject(wanted);
  expect(await evidence.getForOperator(submissionId, 1)).toMatchObject(wanted);
  const other = randomUUID();
  expect(await evidence.get(other, onboardingId, 1)).toBeUndefined();
  expect(await evidence.list(other, onboardingId)).toEqual([]);
  await expect(evidence.insert(other, taken(2))).rejects.toMatchObject(NOT_FOUND);
});

test('a second handing in stands beside the first; a repeat finds the first, whatever it brings', async () => {
  const { tenantId, onboardingId, submissionId, taken } = await aSubmission();
  const both = await Promise.all([taken(1), taken(1, '{"other":1}')].map((one) => evidence.insert(tenantId, one)));
  expect(both[0]).toEqual(both[1]);
  await evidence.insert(tenantId, taken(2));
  const listed = await evidence.list(tenantId, onboardingId);
  expect(listed.map(({ number }) => number)).toEqual([1, 2]);
  expect(listed[0]).not.toHaveProperty('text');
  expect((await evidence.latestForOperator(submissionId))?.number).toBe(2);
});

test('a text that does not have its hash is refused', async () => {
  const { tenantId, taken } = await aSubmission();
  await expect(evidence.insert(tenantId, { ...taken(1), text: '{}' })).rejects.toMatchObject({ code: 'conflict' });
});

test('it can neither be changed nor removed, and what hangs on it stays', async () => {
  const { tenantId, onboardingId, submissionId, taken } = await aSubmission();
  await evidence.insert(tenantId, taken(1));
  const where = { submissionId };
  const attempts = [
    database.evidence.updateMany({ where, data: { content: '{}' } }),
    database.evidence.deleteMany({ where }),
    database.submission.delete({ where: { id: submissionId } }),
    database.onboarding.delete({ where: { id: onboardingId } }),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toThrow(/append-only/);
  expect(await evidence.get(tenantId, onboardingId, 1)).toMatchObject(taken(1));
});

test('the hash of its content tells what was changed behind the portal’s back, whatever hash stands beside it', async () => {
  const { tenantId, onboardingId, submissionId, taken } = await aSubmission();
  const { evidenceHashes } = prismaAuditTrail(database);
  const first = taken(1, '{"ü":"✓"}');
  await evidence.insert(tenantId, first);
  expect(await evidenceHashes(tenantId, onboardingId)).toEqual([{ number: 1, sha256: first.sha256 }]);
  expect(await evidenceHashes(randomUUID(), onboardingId)).toEqual([]);
  await database.$transaction([
    database.$executeRaw`ALTER TABLE "Evidence" DISABLE TRIGGER ALL`,
    database.evidence.updateMany({ where: { submissionId }, data: { content: '{"ü":"✗"}' } }),
    database.$executeRaw`ALTER TABLE "Evidence" ENABLE TRIGGER ALL`,
  ]);
  const [now] = await evidenceHashes(tenantId, onboardingId);
  expect(now?.sha256).toBe(createHash('sha256').update('{"ü":"✗"}').digest('hex'));
});
