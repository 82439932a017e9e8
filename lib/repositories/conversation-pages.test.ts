import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { prismaInternalNotes } from './prisma-internal-notes.ts';
import { prismaMessages } from './prisma-messages.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const messages = prismaMessages(database);
const notes = prismaInternalNotes(database);
const NOON = new Date('2026-11-21T12:00:00Z');

async function aRequest() {
  const { id: onboardingId, tenantId } = await prismaOnboardings(database).insert(aStart());
  const by: Person = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const { id: submissionId } = await prismaSubmissions(database).open(tenantId, onboardingId, by);
  return { tenantId, onboardingId, submissionId };
}
/** Two at each moment: the mark must tell them apart. */
const said = (submissionId: string) =>
  Array.from({ length: 7 }, (_, index) => ({
    ...{ submissionId, words: String(index), byId: 'ann', byName: 'Ann' },
    at: new Date(NOON.getTime() + Math.floor(index / 2) * 1_000),
  }));

type Read = (page: { after?: string; limit: number }) => Promise<{ rows: { id: string; at: Date }[]; next?: string }>;

async function throughAllPages(read: Read) {
  const [rows, sizes] = [[] as { id: string; at: Date }[], [] as number[]];
  let after: string | undefined;
  do {
    const page = await read({ after, limit: 3 });
    rows.push(...page.rows);
    sizes.push(page.rows.length);
    after = page.next;
  } while (after !== undefined);
  const times = rows.map(({ at }) => at.getTime());
  return { sizes, different: new Set(rows.map(({ id }) => id)).size, isNewestFirst: isFalling(times) };
}
const isFalling = (times: number[]) => times.every((time, index) => index === 0 || time <= times[index - 1]!);

const WHOLE = { sizes: [3, 3, 1], different: 7, isNewestFirst: true };

test('messages are read to the very first, page by page', async () => {
  const of = await aRequest();
  await database.message.createMany({ data: said(of.submissionId).map((one) => ({ ...one, side: 'isv' })) });
  expect(await throughAllPages((page) => messages.page(of, page))).toEqual(WHOLE);
});

test('notes are read to the very first, page by page', async () => {
  const { submissionId } = await aRequest();
  await database.internalNote.createMany({ data: said(submissionId) });
  expect(await throughAllPages((page) => notes.pageForOperator(submissionId, page))).toEqual(WHOLE);
});

test('a mark of another list, or of a time that no calendar has, is refused', async () => {
  const of = await aRequest();
  await database.message.createMany({ data: said(of.submissionId).map((one) => ({ ...one, side: 'isv' })) });
  const { next } = await messages.page(of, { limit: 3 });
  const notesAfter = (after?: string) => notes.pageForOperator(of.submissionId, { after, limit: 3 });
  const refused = { code: 'invalid-input', details: { field: 'after' } };
  await expect(notesAfter(next)).rejects.toMatchObject(refused);
  const mark = (at: string) => Buffer.from(JSON.stringify(['notes', at, of.submissionId])).toString('base64url');
  await expect(notesAfter(mark('2026-11-21T12:00:00.000Z'))).resolves.toEqual({ rows: [] });
  await expect(notesAfter(mark('0000-01-01T00:00:00.000Z'))).rejects.toMatchObject(refused);
});

test('a page holds nothing of another request, and a mark that nobody made is refused', async () => {
  const [of, other] = [await aRequest(), await aRequest()];
  await database.message.createMany({ data: said(other.submissionId).map((one) => ({ ...one, side: 'isv' })) });
  expect(await messages.page(of, { limit: 3 })).toEqual({ rows: [] });
  const refused = { code: 'invalid-input', details: { field: 'after' } };
  await expect(messages.page(of, { after: 'x', limit: 3 })).rejects.toMatchObject(refused);
  await expect(notes.pageForOperator(of.submissionId, { after: 'x', limit: 3 })).rejects.toMatchObject(refused);
});
