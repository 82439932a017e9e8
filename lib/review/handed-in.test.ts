import { expect, test } from 'vitest';
import { ANN } from '#lib/onboarding/fakes.ts';
import { takeUpRequest, withdrawRequest } from '#lib/onboarding/request-publishing/move-request.ts';
import { requestPublishing } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { saveFields } from '#lib/onboarding/request-publishing/save-fields.ts';
import { CARRIER } from '#lib/onboarding/run-validation/world.ts';
import { anUpload, LINK, submitted } from './review.fixture.ts';

/** The publisher takes the request back, and changes a word and the logo. */
async function changedSince() {
  const world = await submitted();
  const { ports, ask, of } = world;
  await withdrawRequest(ports, { ...ask, version: 1, reason: '' });
  await takeUpRequest(ports, { ...ask, version: 2, reason: '' });
  await saveFields(ports, { ...ask, changes: [{ field: 'app.name', value: 'Changed', base: 1 }] });
  await ports.uploads.add(of, anUpload('logo-large', 'second.png'), { by: ANN, refuse: () => undefined, most: 1 });
  return world;
}

test('reviewers see files, looked-at links and who confirmed an address when', async () => {
  const { attachments, contacts } = await (await submitted()).read();
  expect(attachments.uploads.map(({ fileName }) => fileName)).toEqual(['first.png', 'guide.md']);
  expect(attachments.links).toMatchObject([{ url: LINK, look: { outcome: 'good' } }]);
  expect(contacts).toMatchObject({
    isMailSetUp: true,
    confirmations: [{ email: 'eve@contoso.example', state: 'confirmed', confirmedAt: '2026-11-20T10:00:00.000Z' }],
  });
});

test('while the publisher changes the request, reviewers read what was handed in', async () => {
  const { fields, attachments, evidence, submission } = await (await changedSince()).read();
  expect([submission.status, evidence?.number]).toEqual(['draft', 1]);
  expect(fields['app.name']).toMatchObject({ value: 'Payroll', byName: 'Ann' });
  expect(attachments.uploads.map(({ fileName }) => fileName)).toEqual(['first.png', 'guide.md']);
});

test('handed in again, what is new is what they read', async () => {
  const { ports, ask, read } = await changedSince();
  await requestPublishing(ports, { carrier: CARRIER, onboardingId: ask.onboardingId });
  const { fields, attachments, evidence } = await read();
  expect([fields['app.name']?.value, evidence?.number]).toEqual(['Changed', 2]);
  expect(attachments.uploads.map(({ fileName }) => fileName).toSorted()).toEqual(['guide.md', 'second.png']);
});

test('of a handing in without evidence only the request as it stands is known', async () => {
  const { ports, read } = await changedSince();
  ports.evidence.rows.length = 0;
  const { fields, attachments, evidence } = await read();
  expect([fields['app.name']?.value, evidence]).toEqual(['Changed', undefined]);
  expect(attachments.uploads.map(({ fileName }) => fileName)).toEqual(['guide.md', 'second.png']);
});
