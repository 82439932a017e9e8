import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { prismaAttachments } from './prisma-attachments.ts';
import { prismaLinkChecks } from './prisma-link-checks.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { aFile, aLook, aStart } from './records.fixture.ts';
import { prismaUploads } from './prisma-uploads.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const attachments = prismaAttachments(database, { canConfirm: true });
const [uploads, linkChecks] = [prismaUploads(database), prismaLinkChecks(database)];
const PAGE = 'https://contoso.example/scim';
const draftOnly = (status: string) => {
  if (status !== 'draft') throw new AppError('conflict', 'Shut.');
};

async function aRequest() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const { id } = await database.submission.create({ data: { onboardingId } });
  const by = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const change = { by, refuse: draftOnly, most: 1 };
  const of = { tenantId, onboardingId };
  const own = [tenantId, onboardingId] as const;
  const add = (file: Parameters<typeof aFile>[0]) => uploads.add(of, aFile(file), change);
  const look = (changes: object) => linkChecks.save(of, { ...aLook(PAGE), ...changes }, change);
  return { id, of, own, change, add, look };
}

async function attached() {
  const request = await aRequest();
  await request.add({ kind: 'logo-small' });
  await request.add({ kind: 'document', fileName: 'scim.pdf', facts: { topics: ['support'], warnings: [] } });
  await request.look({});
  const asked = { submissionId: request.id, requestedByName: 'Ann' };
  await database.contactConfirmation.createMany({
    data: [
      { ...asked, email: 'asked@contoso.example' },
      { ...asked, email: 'sam@contoso.example', confirmedAt: new Date() },
    ],
  });
  return request;
}

test('the gate sees what is attached, what it lacks, and who has confirmed', async () => {
  const { own } = await attached();
  const facts = await attachments.facts(...own);
  expect(facts).toMatchObject({
    logos: { large: false, small: true },
    documents: [{ fileName: 'scim.pdf' }],
    links: [{ url: PAGE, ok: true }],
    ...{ canConfirm: true, confirmed: ['sam@contoso.example'] },
  });
  expect(facts.documents[0]?.missingTopics).not.toHaveLength(0);
  expect(facts.links[0]?.missingTopics).toHaveLength(facts.documents[0]!.missingTopics.length + 1);
});

test('of another tenant’s request nothing is seen', async () => {
  const { own } = await attached();
  expect(await attachments.uploads('other', own[1])).toEqual([]);
  expect(await attachments.facts('other', own[1])).toEqual({
    logos: { large: false, small: false },
    ...{ files: [], documents: [], links: [], confirmed: [], canConfirm: true },
  });
});

test('of a logo that was replaced the newest alone is attached, of one that was removed none', async () => {
  const { of, own, change, add } = await aRequest();
  await add({ sha256: 'first' });
  const { upload } = await add({ sha256: 'second' });
  expect(await attachments.uploads(...own)).toMatchObject([{ kind: 'logo-large', sha256: 'second' }]);
  await uploads.remove(of, upload.id, change);
  expect(await attachments.uploads(...own)).toEqual([]);
  expect((await attachments.facts(...own)).logos).toEqual({ large: false, small: false });
});

test('what is kept as evidence names a file by its hash, never by its contents or who sent it', async () => {
  const { own, add } = await aRequest();
  await add({});
  const file = { kind: 'logo-large', fileName: 'logo.png', mediaType: 'image/png', bytes: 3, sha256: 'abc' };
  expect(await attachments.uploads(...own)).toEqual([file]);
});

test('once handed in nothing of it changes, whoever asks', async () => {
  const { id, of, own, change, add, look } = await attached();
  const before = [await attachments.uploads(...own), await attachments.facts(...own)];
  const [file] = await uploads.list(of);
  await database.submission.update({ where: { id }, data: { status: 'submitted' } });
  const late = [
    () => add({ sha256: 'late' }),
    () => uploads.remove(of, file!.id, change),
    () => look({ look: { ...aLook(PAGE).look, outcome: 'bad' } }),
  ];
  for (const attempt of late) await expect(attempt()).rejects.toMatchObject({ code: 'conflict' });
  expect([await attachments.uploads(...own), await attachments.facts(...own)]).toEqual(before);
});

test('a page that does not answer now counts as it was seen before; one never seen does not count', async () => {
  const { own, look } = await aRequest();
  const problem = { id: 'away', expected: 'A page.', got: 'Nobody answered.', fix: 'Try again.' };
  const away = { ...aLook(PAGE).look, outcome: 'away', failed: [problem] };
  await look({ look: away });
  const never = { url: PAGE, ok: false, problem: 'Nobody answered. Try again.' };
  expect((await attachments.facts(...own)).links).toMatchObject([never]);
  await look({ look: away, earlier: aLook(PAGE).look });
  expect((await attachments.facts(...own)).links).toMatchObject([{ url: PAGE, ok: true }]);
});
