import { expect, test } from 'vitest';
import { ANN, BOB, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import type { UploadKind } from './contract.ts';
import { fakeUploads } from './fakes.ts';
import { logoFile } from './logo.fixture.ts';
import type { PdfReading } from './ports.ts';
import { keepUpload, removeUpload, uploadContent } from './uploads.ts';

const SECRET = 'k7Gq2-Zp81mVtRw0Lx';
const LINES = ['# Payroll', '', 'Overview of SCIM provisioning.', 'Contact support.'];

function setUp({ status = 'draft', pdf = { outcome: 'unreadable' } as PdfReading } = {}) {
  const onboarding = anOnboarding();
  const ids = { tenantId: onboarding.tenantId, onboardingId: onboarding.id };
  const { directory } = fakeDirectory({ activeRoles: [] });
  const audit = fakeAuditTrail();
  const uploads = fakeUploads({ ...ids, status }, audit);
  const ports = { onboardings: fakeOnboardings([onboarding]), directory, uploads, readPdf: async () => pdf };
  const ask = { person: ANN, onboardingId: onboarding.id };
  const offer = (kind: UploadKind, bytes: Uint8Array, mediaType = 'image/png') =>
    keepUpload(ports, { ...ask, kind, file: { bytes, mediaType, fileName: 'file' } });
  const markdown = (text: string) => offer('document', new TextEncoder().encode(text), 'text/markdown');
  const history = async () => (await audit.list(ids.tenantId, ids.onboardingId)).map(({ action }) => action);
  return { ports, ask, onboarding, uploads, offer, markdown, history };
}

test('a good logo is kept, with its size, and stands in the history', async () => {
  const { offer, uploads, history } = setUp();
  expect(await offer('logo-large', logoFile())).toMatchObject({
    outcome: 'kept',
    upload: { kind: 'logo-large', facts: { width: 215, height: 215, warnings: [] }, uploadedByName: 'Ann' },
  });
  expect(uploads.rows).toHaveLength(1);
  expect(await history()).toEqual(['request.file-added']);
});

test.each([
  ['of another size', logoFile('logo-small'), 'size'],
  ['of another size and on white', logoFile('logo-small', { outer: [255, 255, 255, 255] }), 'size', 'background'],
  ['of an absurd size', logoFile().fill(127, 16, 24), 'size'],
  ['that is no PNG', new TextEncoder().encode('<svg/>'), 'png'],
  ['that is broken', logoFile().fill(0, 60, 90), 'png'],
  ['on white', logoFile('logo-large', { outer: [255, 255, 255, 255] }), 'background'],
])('a logo %s is refused for that, and nothing is kept', async (_what, bytes, ...ids) => {
  const { offer, uploads, history } = setUp();
  expect(await offer('logo-large', bytes)).toMatchObject({ outcome: 'refused', failed: ids.map((id) => ({ id })) });
  expect(uploads.rows).toEqual([]);
  expect(await history()).toEqual([]);
});

test('a new logo takes the place of the old one, the same one changes nothing', async () => {
  const { offer, ports, ask, onboarding, history } = setUp();
  await offer('logo-large', logoFile());
  await offer('logo-large', logoFile());
  await offer('logo-large', logoFile('logo-large', { inner: [200, 0, 0, 255] }));
  const of = { tenantId: ask.person.tenantId, onboardingId: onboarding.id };
  expect(await ports.uploads.list(of)).toHaveLength(1);
  expect(await history()).toHaveLength(2);
});

test('a Markdown document is kept with its topics', async () => {
  expect(await setUp().markdown(LINES.join('\n'))).toMatchObject({
    outcome: 'kept',
    upload: { facts: { topics: ['introduction', 'support'], words: 8 } },
  });
});

test('a secret in a document is refused with its kind and line, never its value', async () => {
  const { markdown, uploads } = setUp();
  const answer = await markdown([...LINES, `Authorization: Bearer ${SECRET}`].join('\n'));
  expect(answer).toMatchObject({ outcome: 'refused', failed: [{ id: 'secret' }] });
  expect(JSON.stringify(answer)).toContain('an Authorization header on line 5');
  expect(JSON.stringify(answer)).not.toContain(SECRET);
  expect(uploads.rows).toEqual([]);
});

test('in a PDF the page is named', async () => {
  const pages = ['Overview', `client_secret: ${SECRET}`];
  const { offer } = setUp({ pdf: { outcome: 'read', pages } });
  const answer = await offer('document', new TextEncoder().encode('%PDF-1.7'), 'application/pdf');
  expect(JSON.stringify(answer)).toContain('on page 2');
});

test('what is the vendor’s own tenant’s is a warning, and no reason to refuse', async () => {
  const { markdown, onboarding } = setUp();
  const answer = await markdown(`${LINES.join('\n')}\nTenant ${onboarding.tenantId.toUpperCase()}`);
  expect(answer).toMatchObject({
    outcome: 'kept',
    upload: {
      facts: { warnings: expect.arrayContaining([expect.stringContaining('your tenant on line 5')]) as unknown },
    },
  });
});

test.each([
  ['no text', new Uint8Array([0xff, 0xfe, 0x00]), 'text/markdown', 'format'],
  ['no PDF', new TextEncoder().encode('PK'), 'application/pdf', 'format'],
])('a document that is %s is refused', async (_what, bytes, type, id) => {
  expect(await setUp().offer('document', bytes, type)).toMatchObject({
    outcome: 'refused',
    failed: [{ id }],
  });
});

test.each([
  ['encrypted', 'encrypted'],
  ['too-much', 'too-much'],
  ['unreadable', 'format'],
] as const)('a PDF that is %s is refused as such', async (outcome, id) => {
  const { offer } = setUp({ pdf: { outcome } });
  const answer = await offer('document', new TextEncoder().encode('%PDF-1.7'), 'application/pdf');
  expect(answer).toMatchObject({ outcome: 'refused', failed: [{ id }] });
});

test('once the reviewers have the request nothing is added or removed', async () => {
  const { offer, ports, ask } = setUp({ status: 'submitted' });
  await expect(offer('logo-large', logoFile())).rejects.toMatchObject({ code: 'conflict' });
  await expect(removeUpload(ports, { ...ask, uploadId: 'x' })).rejects.toMatchObject({ code: 'conflict' });
});

test('a removed file is out of the request once, and can still be read', async () => {
  const { offer, ports, ask, history } = setUp();
  const answer = await offer('logo-large', logoFile());
  const uploadId = answer.outcome === 'kept' ? answer.upload.id : '';
  await removeUpload(ports, { ...ask, uploadId });
  await removeUpload(ports, { ...ask, uploadId });
  expect(await history()).toEqual(['request.file-removed', 'request.file-added']);
  expect(await uploadContent(ports, { ...ask, uploadId })).toMatchObject({ mediaType: 'image/png' });
});

test.each([
  [EVE, 'not-found'],
  [BOB, 'forbidden'],
])('nobody else sees or changes a file: %o', async (person, code) => {
  const { ports, ask } = setUp();
  const other = { ...ask, person, uploadId: 'x' };
  await expect(uploadContent(ports, other)).rejects.toMatchObject({ code });
  await expect(removeUpload(ports, other)).rejects.toMatchObject({ code });
});

test('a document full of secrets is refused as fast as one with a few', async () => {
  const { markdown } = setUp();
  const started = performance.now();
  const refused = await markdown(`Authorization: Bearer ${SECRET}\n`.repeat(40_000));
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(JSON.stringify(refused)).toContain('on line 5 and 39995 more');
});
