import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { PROBLEM_STATUS, type ProblemCode } from './problem-codes.ts';
import { route } from './route.ts';

const SAYS = { summary: 'A route of a test', answer: 'nothing' } as const;

beforeAll(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  vi.stubEnv('DATABASE_URL', 'postgresql://x');
  vi.stubEnv('PORTAL_URL', 'https://portal.example');
  vi.stubEnv('PORTAL_CLIENT_ID', '3f1b7f0e-93a5-4c53-8f0e-2f1d8a3b9c11');
  vi.stubEnv('PORTAL_CLIENT_SECRET', 's');
  vi.stubEnv('OPERATOR_TENANT_ID', 'b7f5d1c2-1c2d-4e5f-8a9b-0c1d2e3f4a5b');
});

const Input = z.object({ name: z.string().min(1, 'Enter a name.') });
const context = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) });

function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request('https://portal.example/api/things', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const echo = route({ ...SAYS, access: 'public', body: Input, handle: ({ body }) => body });
const throwing = (error: unknown) => route({ ...SAYS, access: 'public', handle: () => Promise.reject(error) });

test('what the use case returns is the answer, never cached', async () => {
  const response = await echo(post({ name: 'Payroll' }), context());
  expect(await response.json()).toEqual({ name: 'Payroll' });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('nothing returned is 204', async () => {
  const response = await route({ ...SAYS, access: 'public', handle: () => undefined })(post({}), context());
  expect(response.status).toBe(204);
});

test.each([
  ['a body that breaks a rule', post({ name: '' }), { field: 'name', detail: 'Enter a name.' }],
  ['a body that is no JSON', post('{'), {}],
  ['a body of another type', post({ name: 'x' }, { 'content-type': 'text/plain' }), {}],
  ['a body that is too large', post({ name: 'x'.repeat(300_000) }), {}],
])('%s is the caller’s mistake', async (_what, request, expected) => {
  const response = await echo(request, context());
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'invalid-input', requestId: expect.any(String), ...expected });
});

test.each([
  ['a\0b', 'ab'],
  ['half \ud83d of one', 'half \ufffd of one'],
])('%j, which no database keeps, is taken without what is no sign', async (name, kept) => {
  expect(await (await echo(post({ name }), context())).json()).toEqual({ name: kept });
});

test('of JSON that never ends no more is read than the limit', async () => {
  let chunks = 0;
  const body = new ReadableStream({
    pull: (to) => ((chunks += 1) < 1_000 ? to.enqueue(new Uint8Array(10_000).fill(32)) : to.close()),
  });
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
  const response = await echo(new Request('https://portal.example/api/things', sent as RequestInit), context());
  expect(response.status).toBe(400);
  expect(chunks).toBeLessThan(100);
});

test('a parameter that cannot be an id is a thing that does not exist', async () => {
  const read = route({ ...SAYS, access: 'public', params: z.object({ id: z.uuid() }), handle: ({ params }) => params });
  expect((await read(post({}), context({ id: 'x' }))).status).toBe(404);
});

test('a write from another site is refused before anything else', async () => {
  let handled = 0;
  const write = route({ ...SAYS, access: 'public', handle: () => void (handled += 1) });
  expect((await write(post({}, { origin: 'https://evil.example' }), context())).status).toBe(403);
  expect((await write(post({}, { origin: 'https://portal.example' }), context())).status).toBe(204);
  expect(handled).toBe(1);
});

test.each(['signed-in', 'Reviewer', 'ProgramManager'] as const)(
  '%s: without a token nobody gets in',
  async (access) => {
    const response = await route({ ...SAYS, access, handle: () => 'secret' })(post({}), context());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'sign-in-required' });
  },
);

test.each(Object.entries(PROBLEM_STATUS))('%s answers %d', async (code, status) => {
  const response = await throwing(new AppError(code as ProblemCode, 'Words.'))(post({}), context());
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, status, detail: 'Words.' });
});

test('whom a thing is shut to is told that, and nothing of what is wrong with the input', async () => {
  let handled = 0;
  const admit = async () => {
    throw new AppError('not-found', 'This does not exist, or is not yours.');
  };
  const write = route({ ...SAYS, access: 'public', body: Input, admit, handle: () => void (handled += 1) });
  expect((await write(post({ name: '' }), context())).status).toBe(404);
  expect((await write(post('{'), context())).status).toBe(404);
  expect(handled).toBe(0);
});

test('a claims challenge and missing consent say what to sign in with', async () => {
  const challenge = new AppError('claims-challenge', 'Confirm.', {
    claims: '{"access_token":{}}',
    internal: 'planted',
  });
  const body: unknown = await (await throwing(challenge)(post({}), context())).json();
  expect(body).toMatchObject({ claims: '{"access_token":{}}' });
  expect(JSON.stringify(body)).not.toContain('planted');
});

test('a busy service says when to come back', async () => {
  const busy = new AppError('upstream-throttled', 'Busy.', { retryAfterSeconds: 7 });
  expect((await throwing(busy)(post({}), context())).headers.get('retry-after')).toBe('7');
});

test('an unexpected error says nothing of itself', async () => {
  const response = await throwing(new Error('planted: postgresql://user:pass@db'))(post({}), context());
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('planted');
});

const sentFile = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('https://portal.example/api/files', {
    method: 'PUT',
    headers: { 'content-type': 'image/png', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
const keep = route({
  ...SAYS,
  access: 'public',
  file: () => ({ maxBytes: 1_000, types: ['image/png', 'application/pdf'] }),
  handle: ({ file: { bytes, ...rest } }) => ({ ...rest, bytes: [...bytes] }),
});

test('a file comes with its bytes, type and name', async () => {
  const response = await keep(
    sentFile(new Uint8Array([1, 2, 3]), { 'x-file-name': 'gr%C3%B6%C3%9Fer.png' }),
    context(),
  );
  expect(await response.json()).toEqual({ bytes: [1, 2, 3], mediaType: 'image/png', fileName: 'größer.png' });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C%3A%5Ctemp%5Clogo.png', 'logo.png'],
  ['a%0D%0Ax-evil%3A%201%22.png', 'ax-evil 1.png'],
  ['%E0%A4%A', 'file'],
  ['', 'file'],
  [encodeURIComponent(`${'a'.repeat(199)}😀.png`), 'a'.repeat(199)],
])('the file name %s is kept as %s', async (sent, kept) => {
  const response = await keep(sentFile('x', { 'x-file-name': sent }), context());
  expect(await response.json()).toMatchObject({ fileName: kept });
});

test.each([
  ['of another type', sentFile('x', { 'content-type': 'text/html' }), 'Choose a file of the type PNG or PDF.'],
  ['too large', sentFile(new Uint8Array(1_001)), 'The file is too large: at most 1 KB are taken.'],
  ['empty', sentFile(''), 'The file is empty.'],
])('a file that is %s is the caller’s mistake', async (_what, request, detail) => {
  const response = await keep(request, context());
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid-input', field: 'file', detail });
});

test('of a body that never ends no more is read than the limit', async () => {
  let produced = 0;
  const endless = new ReadableStream({
    pull(controller) {
      produced += 100;
      controller.enqueue(new Uint8Array(100));
    },
  });
  expect((await keep(sentFile(endless), context())).status).toBe(400);
  expect(produced).toBeLessThan(2_000);
});
