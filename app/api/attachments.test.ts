import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { Attachments, LinkCheckView, UploadOutcome } from '#lib/onboarding/request-attachments/contract.ts';
import { logoFile } from '#lib/onboarding/request-attachments/logo.fixture.ts';
import { ContactConfirmations } from '#lib/onboarding/request-contacts/contract.ts';
import { aStart } from '#lib/repositories/records.fixture.ts';
import * as confirmRoute from './contacts/confirm/route.ts';
import * as invitationRoute from './contacts/invitation/route.ts';
import * as attachmentsRoute from './onboardings/[onboardingId]/request-publishing/attachments/route.ts';
import * as contactsRoute from './onboardings/[onboardingId]/request-publishing/contacts/route.ts';
import * as askRoute from './onboardings/[onboardingId]/request-publishing/contacts/confirm-request/route.ts';
import * as draftRoute from './onboardings/[onboardingId]/request-publishing/documentation-draft/route.ts';
import * as linkRoute from './onboardings/[onboardingId]/request-publishing/links/check/route.ts';
import * as contentRoute from './onboardings/[onboardingId]/request-publishing/uploads/[uploadId]/content/route.ts';
import * as removeRoute from './onboardings/[onboardingId]/request-publishing/uploads/[uploadId]/route.ts';
import * as uploadRoute from './onboardings/[onboardingId]/request-publishing/uploads/new/[uploadKind]/route.ts';
import { graph, portal } from './portal.fixture.ts';
import { tablesHolding } from './whole-onboarding.fixture.ts';

const { call, consent, emulator } = await portal();
const { admin } = SEED.contoso.personas;
const stranger = SEED.fabrikam.personas.admin;
const site = await docsSite();
let stopQueue: () => Promise<void>;

beforeAll(async () => {
  process.env.ALLOWED_PRIVATE_HOSTS += `,${site.host}`;
  await consent(admin, graph('User.Read'));
  const { sendingQueue } = await import('#lib/services/jobs.ts');
  const queue = await sendingQueue();
  await queue.work();
  stopQueue = () => queue.stop();
});
afterAll(async () => {
  await stopQueue();
  site.close();
});

/** A vendor's documentation, as good and as bad as it may be. */
async function docsSite() {
  const guide = `<title>Guide</title><p>${'Overview of SCIM provisioning. Contact support. '.repeat(20)}</p>`;
  const server = createServer((request, response) => {
    const answers: Record<string, () => void> = {
      '/scim': () => response.writeHead(200, { 'content-type': 'text/html' }).end(guide),
      '/members': () => response.writeHead(302, { location: '/login?next=members' }).end(),
      '/login': () => response.writeHead(200, { 'content-type': 'text/html' }).end('<input type="password">'),
      '/inside': () => response.writeHead(302, { location: 'http://169.254.169.254/metadata' }).end(),
    };
    const answer = answers[(request.url ?? '').split('?')[0]!];
    if (answer) answer();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  return { host, url: (path: string) => `http://${host}${path}`, close: () => server.close() };
}

async function aDraft() {
  const { foundation } = await import('#lib/services/foundation.ts');
  const { onboardings, submissions } = foundation();
  const { tenantId, objectId, displayName: name, userPrincipalName: username } = admin;
  const { id } = await onboardings.insert(aStart({ tenantId, createdById: objectId, createdByName: name }));
  await submissions.open(tenantId, id, { tenantId, objectId, name, username });
  const params = { onboardingId: id };
  const upload = async (uploadKind: string, bytes: Uint8Array<ArrayBuffer> | string, type: string) => {
    const asked = { as: admin, params: { ...params, uploadKind }, body: new File([bytes], 'größe.png', { type }) };
    return UploadOutcome.parse((await call(uploadRoute.PUT, asked)).body);
  };
  const checkLink = async (url: string) =>
    LinkCheckView.parse((await call(linkRoute.POST, { as: admin, params, body: { url } })).body).look;
  const attachments = async () => Attachments.parse((await call(attachmentsRoute.GET, { as: admin, params })).body);
  return { params, upload, checkLink, attachments };
}

test('a bad logo is refused with its reasons, a good one is kept, shown and removed', async () => {
  const { params, upload, attachments } = await aDraft();
  const bad = await upload('logo-large', logoFile('logo-large', { outer: [255, 255, 255, 255] }), 'image/png');
  expect(bad).toMatchObject({ outcome: 'refused', failed: [{ got: 'The background is white.' }] });
  expect(await upload('logo-large', logoFile(), 'image/png')).toMatchObject({ outcome: 'kept' });
  const [kept] = (await attachments()).uploads;
  const one = { as: admin, params: { ...params, uploadId: kept!.id } };
  expect(await call(contentRoute.GET, one)).toMatchObject({ status: 200 });
  expect(await call(removeRoute.DELETE, one)).toMatchObject({ status: 204 });
  expect((await attachments()).uploads).toEqual([]);
});

test('the history names the request that led to each change, as its answer does', async () => {
  const { params } = await aDraft();
  const { foundation } = await import('#lib/services/foundation.ts');
  const put = (bytes: Uint8Array<ArrayBuffer>) => {
    const body = new File([bytes], 'logo.png', { type: 'image/png' });
    return call(uploadRoute.PUT, { as: admin, params: { ...params, uploadKind: 'logo-large' }, body });
  };
  const [one, other] = [await put(logoFile()), await put(logoFile('logo-large', { inner: [200, 0, 0, 255] }))];
  const events = await foundation().audit.events(admin.tenantId, params.onboardingId, { limit: 2 });
  expect(one.requestId).toBeTruthy();
  expect(events.map(({ requestId }) => requestId)).toEqual([other.requestId, one.requestId]);
});

test('a secret in a document is refused and stands in no table', async () => {
  const { upload, attachments } = await aDraft();
  const secret = 'k7Gq2-Zp81mVtRw0Lx';
  const answer = await upload('document', `# Guide\n\nclient_secret: ${secret}\n`, 'text/markdown');
  expect(answer).toMatchObject({ outcome: 'refused', failed: [{ id: 'secret' }] });
  expect(JSON.stringify(answer)).toContain('on line 3');
  expect((await attachments()).uploads).toEqual([]);
  expect(await tablesHolding(secret)).toEqual([]);
});

test('a file of another type, and another tenant’s, are refused', async () => {
  const { params, upload } = await aDraft();
  const asked = {
    params: { ...params, uploadKind: 'logo-large' },
    body: new File(['x'], 'x', { type: 'image/svg+xml' }),
  };
  expect(await call(uploadRoute.PUT, { as: admin, ...asked })).toMatchObject({ status: 400 });
  expect(await call(uploadRoute.PUT, { as: stranger, ...asked })).toMatchObject({ status: 404 });
  const kept = await upload('logo-large', logoFile(), 'image/png');
  const uploadId = kept.outcome === 'kept' ? kept.upload.id : '';
  expect(await call(contentRoute.GET, { as: stranger, params: { ...params, uploadId } })).toMatchObject({
    status: 404,
  });
  expect(await call(attachmentsRoute.GET, { as: stranger, params })).toMatchObject({ status: 404 });
});

test('links are looked at as a stranger would', async () => {
  const { checkLink, attachments } = await aDraft();
  expect(await checkLink(site.url('/scim'))).toMatchObject({ outcome: 'good', topics: ['introduction', 'support'] });
  expect(await checkLink(site.url('/gone'))).toMatchObject({ outcome: 'bad', failed: [{ id: 'dead' }] });
  expect(await checkLink(site.url('/members'))).toMatchObject({ outcome: 'bad', failed: [{ id: 'public' }] });
  for (const url of [site.url('/inside'), 'http://10.0.0.7/', 'https://[::1]/'])
    expect(await checkLink(url)).toMatchObject({ outcome: 'bad', failed: [{ id: 'address' }] });
  expect((await attachments()).links).toHaveLength(6);
});

test('a documentation draft is there before anything is known', async () => {
  const { params } = await aDraft();
  const { body } = await call(draftRoute.GET, { as: admin, params });
  expect(body).toMatchObject({ type: 'text/markdown', name: 'Payroll-provisioning-guide.md' });
});

test('a contact is mailed a link, sees what it is for, and confirms it without signing in', async () => {
  const { params } = await aDraft();
  const email = `${crypto.randomUUID()}@contoso.example`;
  const ask = () => call(askRoute.POST, { as: admin, params, body: { email: email.toUpperCase() } });
  expect(await ask()).toMatchObject({ status: 200, body: { email, state: 'sending' } });
  await vi.waitFor(() => expect(emulator.mail.list(email)).toHaveLength(1), { timeout: 10_000 });
  const token = /confirm-contact#(\S+)/.exec(emulator.mail.list(email)[0]!.text)![1]!;
  expect(await tablesHolding(token)).toEqual([]);
  const state = async () => {
    const { body } = await call(contactsRoute.GET, { as: admin, params });
    return ContactConfirmations.parse(body).confirmations.map((one) => one.state);
  };
  await vi.waitFor(async () => expect(await state()).toEqual(['sent']), { timeout: 5_000 });
  expect((await call(invitationRoute.POST, { body: { token } })).body).toMatchObject({ state: 'open', email });
  expect(await state()).toEqual(['sent']);
  expect((await call(confirmRoute.POST, { body: { token } })).body).toMatchObject({ state: 'confirmed' });
  expect(await state()).toEqual(['confirmed']);
  await ask();
  expect(emulator.mail.list(email)).toHaveLength(1);
  expect(await call(contactsRoute.GET, { as: stranger, params })).toMatchObject({ status: 404 });
});

test('an address that the mail server refuses says so', async () => {
  const { params } = await aDraft();
  const email = `${crypto.randomUUID()}@contoso.example`;
  emulator.mail.refuse([email]);
  await call(askRoute.POST, { as: admin, params, body: { email } });
  await vi.waitFor(
    async () => {
      const { body } = await call(contactsRoute.GET, { as: admin, params });
      expect(body).toMatchObject({
        confirmations: [{ state: 'failed', problem: expect.stringContaining('550') as string }],
      });
    },
    { timeout: 10_000 },
  );
});

test('links that are unknown, nonsense or empty are answered alike', async () => {
  for (const token of ['', 'x', 'A'.repeat(43)])
    for (const { POST } of [confirmRoute, invitationRoute])
      expect(await call(POST, { body: { token } })).toMatchObject({ status: 200, body: { state: 'invalid' } });
});
