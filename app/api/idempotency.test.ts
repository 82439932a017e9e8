import { createHash } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { AppError } from '#lib/platform/errors.ts';
import { route } from '#lib/platform/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { graph, portal } from './portal.fixture.ts';
import { CREDENTIAL_SENT, everyRoute, sampleBody, type Route } from './route-list.fixture.ts';
import { addressOf, aWholeOnboarding, everythingKept, tablesHolding } from './whole-onboarding.fixture.ts';

const { call, consent, send } = await portal();
const { admin, noDirectoryRole } = SEED.contoso.personas;
const { reviewer1, programManager } = SEED.operator.personas;
const writes = (await everyRoute()).filter(({ method, area }) => method !== 'GET' && area !== 'public');
const ENTITLED = { own: admin, onboarding: admin, review: reviewer1, program: programManager, public: admin };

let handled = 0;
let open: (() => void) | undefined;
const gate = () => new Promise<void>((resolve) => (open = resolve));
beforeAll(async () => {
  await consent(admin, graph('User.Read', 'RoleManagement.Read.Directory'));
});

const SAYS = { summary: 'A route of a test', access: 'signed-in', body: z.object({ name: z.string() }) } as const;
const counting = route({ ...SAYS, answer: z.unknown(), handle: ({ body }) => ({ ...body, count: (handled += 1) }) });
const slow = route({ ...SAYS, answer: z.unknown(), handle: gate });
const failing = (error: () => unknown) =>
  route({
    ...SAYS,
    answer: 'nothing',
    handle() {
      handled += 1;
      throw error();
    },
  });
type Handler = Parameters<typeof send>[0];

async function sent(handler: Handler, key: string, what: { as?: Persona; name?: string } = {}) {
  const headers = { 'idempotency-key': key };
  const response = await send(handler, { as: what.as ?? admin, body: { name: what.name ?? 'Payroll' }, headers });
  const text = await response.text();
  const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, body, isReplayed: response.headers.get('idempotency-replayed') === 'true' };
}

test('the same request with the same key is done once and answered twice', async () => {
  const first = await sent(counting, 'twice');
  const again = await sent(counting, 'twice');
  expect(first.isReplayed).toBe(false);
  expect(again).toEqual({ ...first, isReplayed: true });
});

test('a key may be quoted, as the draft has it, and is the same then', async () => {
  const first = await sent(counting, '"quoted"');
  expect(await sent(counting, 'quoted')).toEqual({ ...first, isReplayed: true });
});

test('a key that came with another request is refused', async () => {
  await sent(counting, 'other');
  const before = handled;
  expect(await sent(counting, 'other', { name: 'Else' })).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  expect(handled).toBe(before);
});

test('a key is its person’s own: a colleague with the same one is answered themselves', async () => {
  const first = await sent(counting, 'shared');
  const colleagues = await sent(counting, 'shared', { as: noDirectoryRole });
  expect(colleagues.isReplayed).toBe(false);
  expect(colleagues.body.count).not.toBe(first.body.count);
});

test('while the first request is under way the second is told so', async () => {
  const first = sent(slow, 'running');
  await expect.poll(() => open !== undefined).toBe(true);
  expect(await sent(slow, 'running')).toMatchObject({ status: 409, body: { code: 'key-in-use' } });
  open?.();
  expect((await first).status).toBe(204);
  expect(await sent(slow, 'running')).toEqual({ status: 204, body: {}, isReplayed: true });
});

test('of many at once one is done', async () => {
  const before = handled;
  const all = await Promise.all(Array.from({ length: 8 }, () => sent(counting, 'at-once')));
  expect(handled).toBe(before + 1);
  expect(all.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
  expect(all.filter(({ status, isReplayed }) => status === 200 && !isReplayed)).toHaveLength(1);
});

test.each([
  ['fails', 500, () => new Error('broken')],
  ['finds a service away', 503, () => new AppError('upstream-unavailable', 'Away.')],
  ['is refused', 409, () => new AppError('conflict', 'Not now.')],
])('a request that %s frees its key', async (what, status, error) => {
  const before = handled;
  const handler = failing(error);
  const key = what.replaceAll(' ', '-');
  expect(await sent(handler, key)).toMatchObject({ status, isReplayed: false });
  expect(await sent(handler, key)).toMatchObject({ status, isReplayed: false });
  expect(handled).toBe(before + 2);
});

test.each(['', '"', 'with space', 'x'.repeat(201)])('%j is no key', async (key) => {
  expect(await sent(counting, key)).toMatchObject({ status: 400, body: { field: 'Idempotency-Key' } });
});

test('of what was sent nothing is kept by which a guess could be checked', async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  await sent(counting, 'guessed', { name: 'Payroll' });
  const { fingerprint } = await foundation().database.idempotentAnswer.findFirstOrThrow({ where: { key: 'guessed' } });
  const head = JSON.stringify(['POST', '/api/called-by-a-test', '', 'application/json', null, null]);
  const hash = createHash('sha256')
    .update(head)
    .update('\0')
    .update(JSON.stringify({ name: 'Payroll' }))
    .digest('hex');
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprint).not.toBe(hash);
});

test('an answer is told again for a day', async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  const { answers, database } = foundation();
  const first = await sent(counting, 'old');
  await database.idempotentAnswer.updateMany({
    where: { key: 'old' },
    data: { at: new Date(Date.now() - 24 * 3_600_000 - 1_000) },
  });
  const later = await sent(counting, 'old');
  expect(later).toMatchObject({ isReplayed: false });
  expect(later.body.count).not.toBe(first.body.count);
  await database.idempotentAnswer.updateMany({ where: { key: 'old' }, data: { at: new Date(0) } });
  expect(await answers.forgetOld()).toBe(1);
});

test('a read has no need of a key and takes no notice of one', async () => {
  const answer = await call(onboardingsRoute.GET, { as: admin, headers: { 'idempotency-key': 'read' } });
  expect(answer.status).toBe(200);
});

test('no write answers with a file, which no table could keep', () => {
  expect(writes.filter(({ handler }) => handler.spec?.answer === 'file').map(({ title }) => title)).toEqual([]);
});

const settled = async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  const { database } = foundation();
  const running = () => database.operation.count({ where: { state: 'running' } });
  await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 5_000 });
};

const jsonOf = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

async function twice({ handler, method, area, path }: Route, body: unknown, known: Record<string, string>) {
  const key = crypto.randomUUID();
  const ask = async () => {
    const asked = {
      as: ENTITLED[area],
      method,
      params: addressOf(path, known),
      body,
      headers: { 'idempotency-key': key },
    };
    const response = await send(handler, asked);
    await settled();
    return { response, text: await response.text() };
  };
  return { first: await ask(), kept: await everythingKept(), again: await ask(), keptAfter: await everythingKept() };
}

test.each(writes.map((one) => [one.title, one] as const))(
  '%s with a key is done once, and keeps no secret that was sent',
  async (_title, one) => {
    const body = sampleBody(one);
    const { first, again, kept, keptAfter } = await twice(one, body, await aWholeOnboarding(admin));
    expect(again.response.headers.get('idempotency-replayed')).toBe(first.response.ok ? 'true' : null);
    if (first.response.ok) {
      expect(again.response.status).toBe(first.response.status);
      expect(jsonOf(again.text)).toEqual(jsonOf(first.text));
      expect(again.response.headers.get('etag')).toBe(first.response.headers.get('etag'));
      expect(keptAfter).toEqual(kept);
    }
    expect(await tablesHolding(CREDENTIAL_SENT)).toEqual([]);
  },
);
