import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { inTransaction } from './in-transaction.ts';
import { prismaFeedbackBox } from './prisma-feedback-box.ts';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { holdRequest } from './own-request.ts';
import { isStillQuiet } from './quiet-sql.ts';
import { aStart, LOGIC_APP } from './records.fixture.ts';
import { testDatabase, waitingForLocks } from './test-database.ts';

const { database } = await testDatabase();
const onboardings = prismaOnboardings(database);
const APPLICATION = { directoryAppId: 'app', applicationObjectId: 'o', servicePrincipalId: 'sp', name: 'Payroll' };
const NOT_FOUND = { code: 'not-found' };

test('a new one is read back as it was written, with nothing that was not said', async () => {
  const start = aStart();
  const { id } = await onboardings.insert(start);
  const read = await onboardings.get(start.tenantId, id);
  expect(read).toMatchObject({ ...start, id, completed: {}, members: [] });
  expect(JSON.stringify(read)).not.toContain('null');
});

test('for another tenant it does not exist: neither read nor changed', async () => {
  const { id } = await onboardings.insert(aStart());
  const other = randomUUID();
  expect(await onboardings.get(other, id)).toBeUndefined();
  expect(await onboardings.page(other, { q: '' })).toEqual({ records: [] });
  expect(await onboardings.answers(other, id)).toEqual([]);
  const checkedAt = new Date();
  const writes = [
    onboardings.change(other, id, { scimEndpoint: 'https://evil.example' }),
    onboardings.completeStep(other, id, 'check-requirements'),
    onboardings.addMember(other, id, { objectId: 'eve', name: 'Eve', addedByName: 'Eve' }),
    onboardings.saveAnswers(other, id, [{ rule: 'tenant.p1', state: 'met', checkedAt }]),
    onboardings.saveLogicApp(other, id, LOGIC_APP),
    prismaFeedbackBox(database).add(other, id, {
      step: 'run-validation',
      rating: 'bad',
      words: '',
      wantsSession: false,
      byId: 'e',
      byName: 'E',
    }),
  ];
  const outcomes = await Promise.allSettled(writes);
  expect(outcomes).toMatchObject(writes.map(() => ({ status: 'rejected', reason: NOT_FOUND })));
  const seen = await onboardings.getForOperator(id);
  expect(seen).toMatchObject({ completed: {}, members: [] });
  expect(seen?.scimEndpoint).toBeUndefined();
});

test('changes touch only what they name', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  await onboardings.change(tenantId, id, { application: APPLICATION, jobId: 'scim.1' });
  await onboardings.change(tenantId, id, { scimEndpoint: 'https://scim.example', authentication: 'bearer' });
  await onboardings.saveLogicApp(tenantId, id, LOGIC_APP);
  expect(await onboardings.get(tenantId, id)).toMatchObject({
    application: APPLICATION,
    jobId: 'scim.1',
    scimEndpoint: 'https://scim.example',
    authentication: 'bearer',
    logicApp: LOGIC_APP,
  });
});

test('the kind of application and the table of an answer are read back; a new answer leaves nothing of the old', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const path = { isHrSource: false, isOnPremises: false, speaksScim: true, byName: 'Ann', at: '2026-11-20T10:00:00Z' };
  await onboardings.change(tenantId, id, { path, ruleSet: 'another' });
  expect(await onboardings.get(tenantId, id)).toMatchObject({ path, ruleSet: 'another' });
  const table = { head: ['Right', 'Yours'], rows: [['read runs', 'yes']] };
  const answer = { rule: 'azure.subscription', state: 'met', checkedAt: new Date() } as const;
  await onboardings.saveAnswers(tenantId, id, [{ ...answer, table, evidence: 'Seen.' }]);
  expect(await onboardings.answers(tenantId, id)).toEqual([{ ...answer, table, evidence: 'Seen.' }]);
  await onboardings.saveAnswers(tenantId, id, [answer]);
  expect(await onboardings.answers(tenantId, id)).toEqual([answer]);
});

test('completing a step and adding a member twice at once keep the first', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const bob = { objectId: 'bob', name: 'Bob', addedByName: 'Ann' };
  await Promise.all([1, 2, 3].map(() => onboardings.completeStep(tenantId, id, 'check-requirements')));
  const first = (await onboardings.get(tenantId, id))?.completed['check-requirements'];
  await onboardings.completeStep(tenantId, id, 'check-requirements');
  await Promise.all([1, 2].map(() => onboardings.addMember(tenantId, id, bob)));
  const read = await onboardings.get(tenantId, id);
  expect(read?.completed).toEqual({ 'check-requirements': first });
  expect(read?.members).toEqual([{ objectId: 'bob', name: 'Bob' }]);
});

test('an answer is replaced whole, the others stay', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const [then, now] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-02T00:00:00Z')];
  const failed = {
    rule: 'tenant.p1',
    state: 'not-met',
    evidence: 'None.',
    fix: 'Buy.',
    actor: 'you',
    checkedAt: then,
  } as const;
  const domain = { rule: 'tenant.domain', state: 'met', checkedAt: then } as const;
  await onboardings.saveAnswers(tenantId, id, [failed, domain]);
  await onboardings.saveAnswers(tenantId, id, [{ rule: 'tenant.p1', state: 'met', checkedAt: now }]);
  const answers = await onboardings.answers(tenantId, id);
  expect(answers.toSorted((a, b) => a.rule.localeCompare(b.rule))).toEqual([
    domain,
    { rule: 'tenant.p1', state: 'met', checkedAt: now },
  ]);
});

test('a tenant’s list has the newest first, and nothing of others', async () => {
  const start = aStart();
  const first = await onboardings.insert(start);
  const second = await onboardings.insert(start);
  await onboardings.insert(aStart());
  const { records } = await onboardings.page(start.tenantId, { q: '' });
  expect(records.map(({ id }) => id)).toEqual([second.id, first.id]);
});

async function allPages(tenantId: string, ask: { q?: string; openTo?: string } = {}) {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const { records, next } = await onboardings.page(tenantId, { q: '', ...ask, after });
    pages.push(records.map(({ name }) => name));
    after = next;
  } while (after);
  return pages;
}

test('a long list comes in pages, each once and in order, also of those made in one moment', async () => {
  const { tenantId, ...start } = aStart();
  const createdAt = new Date();
  const rows = Array.from({ length: 45 }, (_, nth) => ({ ...start, tenantId, name: `App ${nth}`, createdAt }));
  await database.onboarding.createMany({ data: rows });
  const pages = await allPages(tenantId);
  expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
  expect(new Set(pages.flat()).size).toBe(45);
});

test('a list holds what is asked for: by the beginnings of words, and open to a person', async () => {
  const start = aStart();
  const named = (name: string, createdById = 'ann') => onboardings.insert({ ...start, name, createdById });
  await named('Payroll for Europe');
  const { id } = await named('Time sheets', 'bob');
  await named('Travel', 'bob');
  await onboardings.addMember(start.tenantId, id, { objectId: 'ann', name: 'Ann', addedByName: 'Bob' });
  expect(await allPages(start.tenantId, { q: 'euro pay' })).toEqual([['Payroll for Europe']]);
  expect(await allPages(start.tenantId, { q: `'t:* | \\` })).toEqual([['Travel', 'Time sheets']]);
  expect(await allPages(start.tenantId, { openTo: 'ann' })).toEqual([['Time sheets', 'Payroll for Europe']]);
});

test.each(['x', Buffer.from('["now","x"]').toString('base64url')])('%s is the mark of no page', async (after) => {
  const asked = onboardings.page(randomUUID(), { q: '', after });
  await expect(asked).rejects.toMatchObject({ code: 'invalid-input', details: { field: 'after' } });
});

test('the trail outlives the onboarding, and shows a tenant its own entries only', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const audit = prismaAuditTrail(database);
  const actor = { tenantId, objectId: 'ann', name: 'Ann', username: 'ann@contoso.example' };
  await audit.record({
    tenantId,
    onboardingId: id,
    actor,
    action: 'step.completed',
    facts: { step: 'run-validation' },
  });
  await audit.record({ tenantId, onboardingId: id, action: 'run.read' });
  await database.onboarding.delete({ where: { id } });
  const [byPortal, byAnn] = await audit.list(tenantId, id);
  expect([byPortal?.actor, byAnn?.actor?.objectId]).toEqual([undefined, 'ann']);
  expect(await audit.list(randomUUID(), id)).toEqual([]);
});

test('what was seen of the Logic App stays through another deployment; mappings come with the time of their reading', async () => {
  const { id, tenantId } = await onboardings.insert(aStart());
  const seen = { at: new Date('2026-11-21T10:00:00Z'), definitionHash: 'other', parameters: { IsSoftDeleted: false } };
  await onboardings.saveLogicApp(tenantId, id, LOGIC_APP);
  await onboardings.noteLogicApp(tenantId, id, seen);
  await onboardings.saveLogicApp(tenantId, id, LOGIC_APP);
  expect((await onboardings.get(tenantId, id))?.logicApp).toEqual({ ...LOGIC_APP, seen });
  expect((await onboardings.get(tenantId, id))?.mappingsReadAt).toBeUndefined();
  await onboardings.change(tenantId, id, { mappings: [] });
  expect((await onboardings.get(tenantId, id))?.mappingsReadAt).toBeInstanceOf(Date);
  await expect(onboardings.noteLogicApp(randomUUID(), id, seen)).rejects.toMatchObject(NOT_FOUND);
});

test('whoever renames an application waits for whoever holds its request, and never the two for each other', async () => {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  await database.submission.create({ data: { onboardingId, submittedAt: new Date() } });
  const rename = () => onboardings.change(tenantId, onboardingId, { application: APPLICATION });
  const held = await inTransaction(database, async (transaction) => {
    await holdRequest(transaction, onboardingId);
    const renaming = Promise.allSettled([rename()]);
    await vi.waitFor(async () => expect(await waitingForLocks(database)).toHaveLength(1));
    await isStillQuiet(transaction, { onboardingId, quietSince: new Date() });
    return { renaming };
  });
  expect(await held.renaming).toMatchObject([{ status: 'fulfilled' }]);
});
