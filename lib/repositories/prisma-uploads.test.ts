import { subMinutes } from 'date-fns';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { prismaLinkChecks } from './prisma-link-checks.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaUploads } from './prisma-uploads.ts';
import { aFile, aLook, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const [uploads, linkChecks] = [prismaUploads(database), prismaLinkChecks(database)];
const anyState = () => undefined;
const ann = { tenantId: 'contoso', objectId: 'ann', name: 'Ann', username: '' };
const anyChange = { by: ann, refuse: anyState };
const LOGO = { ...anyChange, most: 1 };
const draftOnly = (status: string) => {
  if (status !== 'draft') throw new AppError('conflict', 'Shut.');
};

async function aRequest(status = 'draft') {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const { id } = await database.submission.create({ data: { onboardingId, status } });
  return { of: { tenantId, onboardingId }, submissionId: id };
}
test('the same file sent twice at once is one row', async () => {
  const { of } = await aRequest();
  const both = await Promise.all([uploads.add(of, aFile(), LOGO), uploads.add(of, aFile(), LOGO)]);
  expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
  expect(await uploads.list(of)).toHaveLength(1);
});

test('of two logos sent at once one is there in the end, and the other can still be read', async () => {
  const { of } = await aRequest();
  const both = await Promise.all(['a', 'b'].map((sha256) => uploads.add(of, aFile({ sha256 }), LOGO)));
  expect(await uploads.list(of)).toHaveLength(1);
  for (const { upload } of both)
    expect((await uploads.content(of, upload.id))?.content).toEqual(new Uint8Array([1, 2, 3]));
});

test('documents stand beside each other, up to a number', async () => {
  const { of } = await aRequest();
  const add = (sha256: string) => uploads.add(of, aFile({ kind: 'document', sha256 }), { ...anyChange, most: 2 });
  await add('a');
  await add('b');
  await expect(add('c')).rejects.toMatchObject({ code: 'conflict' });
});

test('while a request is shut nothing of it changes', async () => {
  const { of } = await aRequest('submitted');
  const rules = { by: ann, refuse: draftOnly, most: 1 };
  await expect(uploads.add(of, aFile(), rules)).rejects.toMatchObject({ code: 'conflict' });
  await expect(uploads.remove(of, crypto.randomUUID(), rules)).rejects.toMatchObject({ code: 'conflict' });
  await expect(linkChecks.save(of, aLook('https://a.example'), rules)).rejects.toMatchObject({ code: 'conflict' });
});

test('another tenant finds nothing and changes nothing', async () => {
  const { of } = await aRequest();
  const { upload } = await uploads.add(of, aFile(), LOGO);
  await linkChecks.save(of, aLook('https://a.example'), LOGO);
  const other = { ...of, tenantId: 'other' };
  expect(await uploads.content(other, upload.id)).toBeUndefined();
  expect([await uploads.list(other), await linkChecks.list(other)]).toEqual([[], []]);
  expect(await linkChecks.get(other, 'https://a.example')).toBeUndefined();
  await expect(uploads.add(other, aFile(), LOGO)).rejects.toMatchObject({ code: 'not-found' });
  await expect(uploads.remove(other, upload.id, anyChange)).rejects.toMatchObject({ code: 'not-found' });
  expect(await uploads.list(of)).toHaveLength(1);
});

test('reviewers read what was handed in, not what was never handed in', async () => {
  const { of, submissionId } = await aRequest();
  const { upload } = await uploads.add(of, aFile(), LOGO);
  expect(await uploads.contentForOperator(submissionId, upload.id)).toBeUndefined();
  await database.submission.update({ where: { id: submissionId }, data: { submittedAt: new Date() } });
  expect(await uploads.contentForOperator(submissionId, upload.id)).toMatchObject({ fileName: 'logo.png' });
  expect(await uploads.listForOperator(submissionId)).toHaveLength(1);
});

test('a removed file is gone from the list, once', async () => {
  const { of } = await aRequest();
  const { upload } = await uploads.add(of, aFile(), LOGO);
  expect(await uploads.remove(of, upload.id, anyChange)).toMatchObject({ id: upload.id });
  expect(await uploads.remove(of, upload.id, anyChange)).toBeUndefined();
  expect(await uploads.list(of)).toEqual([]);
});

test('the newest look at a link replaces the one before, and old links make room', async () => {
  const { of } = await aRequest();
  const rules = { ...anyChange, most: 2 };
  for (const [index, url] of ['https://a.example', 'https://b.example', 'https://c.example'].entries())
    await linkChecks.save(of, aLook(url, `2026-11-0${index + 1}T00:00:00.000Z`), rules);
  await linkChecks.save(of, aLook('https://c.example'), rules);
  expect((await linkChecks.list(of)).map(({ url }) => url)).toEqual(['https://b.example', 'https://c.example']);
});

test('of the files that were handed in reviewers still find the ones that were replaced since', async () => {
  const { of, submissionId } = await aRequest();
  await uploads.add(of, aFile({ sha256: 'old' }), LOGO);
  await database.submission.update({ where: { id: submissionId }, data: { submittedAt: new Date() } });
  await uploads.add(of, aFile({ sha256: 'new' }), LOGO);
  const hashes = async (asked?: string[]) =>
    (await uploads.listForOperator(submissionId, asked)).map(({ sha256 }) => sha256);
  expect([await hashes(['old']), await hashes(['new']), await hashes()]).toEqual([['old'], ['new'], ['new']]);
});

test('looks at links that begin at once are told of each other; those of an hour ago are forgotten', async () => {
  const { of } = await aRequest();
  const now = new Date('2026-11-21T10:00:00Z');
  await linkChecks.begin(of, subMinutes(now, 61), () => undefined);
  const told: number[] = [];
  const begin = () => linkChecks.begin(of, now, ({ recent }) => void told.push(recent.length));
  await Promise.all([begin(), begin(), begin()]);
  expect(told.toSorted()).toEqual([0, 1, 2]);
  const refusing = () => {
    throw new AppError('too-many-requests', 'Later.');
  };
  await expect(linkChecks.begin(of, now, refusing)).rejects.toMatchObject({ code: 'too-many-requests' });
  await begin();
  expect(told.at(-1)).toBe(3);
});
