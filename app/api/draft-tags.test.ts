import { beforeAll, beforeEach, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import * as fieldsRoute from './onboardings/[onboardingId]/request-publishing/fields/route.ts';
import * as newUploadRoute from './onboardings/[onboardingId]/request-publishing/uploads/new/[uploadKind]/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import * as publishingRoute from './onboardings/[onboardingId]/request-publishing/route.ts';
import { graph, portal } from './portal.fixture.ts';

const { call, consent, send } = await portal();
const { admin } = SEED.contoso.personas;
let params: { onboardingId: string };

beforeAll(() => consent(admin, graph('User.Read', 'RoleManagement.Read.Directory')));
beforeEach(async () => {
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
  params = { onboardingId: String(started.body.id) };
});

const read = (headers: Record<string, string> = {}) => send(publishingRoute.GET, { as: admin, params, headers });
const tagNow = async () => (await read()).headers.get('etag')!;

async function save(value: string, { base, ...headers }: { base: number } & Record<string, string | number>) {
  const body = { changes: [{ field: 'notes', value, base }] };
  const sent = { as: admin, method: 'PATCH', params, body, headers: headers as Record<string, string> };
  const response = await send(fieldsRoute.PATCH, sent);
  return { status: response.status, tag: response.headers.get('etag'), body: (await response.json()) as unknown };
}

test('a draft that nobody changed is not sent again', async () => {
  const tag = await tagNow();
  expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/);
  for (const known of [tag, `W/${tag}`, `"another", ${tag}`, '*']) {
    const again = await read({ 'if-none-match': known });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  }
  expect((await read({ 'if-none-match': '"another"' })).status).toBe(200);
});

test('a change over the state that was read is taken, and answers the next state', async () => {
  const saved = await save('One', { base: 0, 'if-match': await tagNow() });
  expect(saved.status).toBe(200);
  expect(saved.tag).toBe(await tagNow());
  expect((await save('Two', { base: 1, 'if-match': saved.tag! })).status).toBe(200);
});

test('a change over a state gone by does nothing and says what has changed', async () => {
  const tag = await tagNow();
  await save('A colleague’s', { base: 0 });
  const refused = await save('Mine', { base: 1, 'if-match': tag });
  expect(refused).toMatchObject({ status: 412, body: { code: 'changed-meanwhile', changed: ['fields.notes'] } });
  const file = new File(['x'], 'logo.png', { type: 'image/png' });
  const upload = {
    as: admin,
    params: { ...params, uploadKind: 'logo-large' },
    body: file,
    headers: { 'if-match': tag },
  };
  expect((await send(newUploadRoute.PUT, upload)).status).toBe(412);
  const { fields } = (await (await read()).json()) as { fields: Record<string, { value: unknown }> };
  expect(fields.notes?.value).toBe('A colleague’s');
});

const markdown = (text: string) => new File([`# Payroll\n\n${text}`], 'guide.md', { type: 'text/markdown' });
const upload = (text: string, tag: string) =>
  send(newUploadRoute.PUT, {
    ...{ as: admin, params: { ...params, uploadKind: 'document' } },
    ...{ body: markdown(text), headers: { 'if-match': tag } },
  });

test('of files that are sent at once over the same state one is taken', async () => {
  const tag = await tagNow();
  const all = await Promise.all(['One', 'Two', 'Three', 'Four'].map((text) => upload(text, tag)));
  expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  const refused = (await all.find(({ status }) => status === 412)!.json()) as Record<string, unknown>;
  expect(refused).toMatchObject({ code: 'changed-meanwhile', changed: expect.arrayContaining(['files']) as unknown });
  expect((await upload('Five', tag)).status).toBe(412);
  expect((await upload('Five', '*')).status).toBe(200);
});

test('of changes to different fields that are sent at once over the same state one is taken', async () => {
  const headers = { 'if-match': await tagNow() };
  const fields = ['notes', 'app.name', 'publisher.name'];
  const all = await Promise.all(
    fields.map((field) => {
      const body = { changes: [{ field, value: 'One', base: 0 }] };
      return send(fieldsRoute.PATCH, { as: admin, method: 'PATCH', params, body, headers });
    }),
  );
  expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
});

test('a weak tag is good for reading alone', async () => {
  const tag = await tagNow();
  expect((await save('One', { base: 0, 'if-match': `W/${tag}` })).status).toBe(412);
});

test('with a key, sent again after its own change, a request is answered as before', async () => {
  const headers = { 'if-match': await tagNow(), 'idempotency-key': 'tagged', base: 0 };
  const first = await save('One', headers);
  expect(await save('One', headers)).toMatchObject({ status: 200, body: first.body });
});
