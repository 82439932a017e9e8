import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaContactConfirmations } from './prisma-contact-confirmations.ts';
import { prismaContactRequests } from './prisma-contact-requests.ts';
import { prismaLinkChecks } from './prisma-link-checks.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { prismaUploads } from './prisma-uploads.ts';
import { aFile, aLook, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const [uploads, linkChecks] = [prismaUploads(database), prismaLinkChecks(database)];
const confirmations = prismaContactConfirmations(database);
const submissions = prismaSubmissions(database);
const audit = prismaAuditTrail(database);
const contactRequests = prismaContactRequests(database, async () => async () => undefined);

async function aRequest() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const by = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const { id } = await submissions.open(tenantId, onboardingId, by);
  const change = { by, refuse: () => undefined, most: 1 };
  const of = { tenantId, onboardingId };
  const { upload } = await uploads.add(of, aFile({ fileName: 'first.png', sha256: 'first' }), change);
  await contactRequests.request(of, { email: 'sam@contoso.example', by }, () => 'ask');
  const [{ id: contactId } = { id: '' }] = await confirmations.list(of);
  return { of, by, id, change, uploadId: upload.id, contactId };
}
type Request = Awaited<ReturnType<typeof aRequest>>;

/** What is kept of the request, whatever table it stands in. */
async function kept({ of, id }: Request) {
  const all = [uploads.list(of), linkChecks.list(of), confirmations.list(of)] as const;
  return [...(await Promise.all(all)), await submissions.reverificationsForOperator(id)];
}

const CHANGES: [action: string, make: (request: Request) => Promise<unknown>, facts: object][] = [
  [
    'request.file-added',
    ({ of, change }) => uploads.add(of, aFile({ fileName: 'second.png', sha256: 'second' }), change),
    { fileName: 'second.png', kind: 'logo-large', inPlaceOf: { fileName: 'first.png', sha256: 'first' } },
  ],
  [
    'request.file-removed',
    ({ of, change, uploadId }) => uploads.remove(of, uploadId, change),
    { fileName: 'first.png', sha256: 'first' },
  ],
  [
    'request.link-checked',
    ({ of, change }) => linkChecks.save(of, aLook('https://a.example'), change),
    { url: 'https://a.example', outcome: 'good', failed: [] },
  ],
  [
    'request.contact-asked',
    ({ of, by }) => contactRequests.request(of, { email: 'eve@contoso.example', by }, () => 'ask'),
    { email: 'eve@contoso.example' },
  ],
  [
    'request.contact-confirmed',
    ({ contactId }) => confirmations.confirm(contactId, new Date()),
    { email: 'sam@contoso.example' },
  ],
  [
    'submission.verified',
    ({ id, by }) => submissions.addReverificationForOperator(id, { checks: [], differences: ['x'] }, by),
    { differences: 1 },
  ],
];

test.each(CHANGES)('%s stands in the history, once', async (action, make, facts) => {
  const request = await aRequest();
  await make(request);
  const events = await audit.list(request.of.tenantId, request.of.onboardingId);
  const actor = action === 'request.contact-confirmed' ? undefined : { name: 'Ann', objectId: 'ann' };
  expect(events[0]).toMatchObject({ action, facts, actor });
  expect(events).toHaveLength(4);
});

test.each(CHANGES)('when %s cannot be written to the history, nothing is changed', async (_action, make) => {
  const request = await aRequest();
  const before = await kept(request);
  await shutHistory(request.of.tenantId);
  await expect(make(request)).rejects.toThrow();
  expect(await kept(request)).toEqual(before);
});

test('what changes nothing leaves no event', async () => {
  const { of, by, change, uploadId, contactId } = await aRequest();
  await uploads.add(of, aFile({ fileName: 'again.png', sha256: 'first' }), change);
  await contactRequests.request(of, { email: 'sam@contoso.example', by }, () => 'skip');
  const pressed = () => [uploads.remove(of, uploadId, change), confirmations.confirm(contactId, new Date())];
  await Promise.all([...pressed(), ...pressed()]);
  expect(await confirmations.confirm(randomUUID(), new Date())).toBe(false);
  const actions = (await audit.list(of.tenantId, of.onboardingId)).map(({ action }) => action);
  expect(actions.slice(0, -3).toSorted()).toEqual(['request.contact-confirmed', 'request.file-removed']);
});

/** As when the database is lost between a change and its event. */
async function shutHistory(tenantId: string): Promise<void> {
  const name = `shut_${tenantId.replaceAll('-', '')}`;
  await database.$executeRawUnsafe(
    `ALTER TABLE "AuditEvent" ADD CONSTRAINT ${name} CHECK ("tenantId" <> '${tenantId}') NOT VALID`,
  );
}
