import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCertificates } from '../../core/certificates.ts';
import { listen } from '../../core/listen.ts';
import { runActions } from '../testing/workflow.ts';

let server: string;
let elsewhere: string;
const closers: (() => Promise<void>)[] = [];
const seen: { path: string; method: string; headers: Record<string, string>; body: string }[] = [];
const app = new Hono();
const answers = new Map<string, number[]>();
app.all('*', async (c) => {
  const path = c.req.path + new URL(c.req.url).search;
  seen.push({ path, method: c.req.method, headers: c.req.header(), body: await c.req.text() });
  if (path.startsWith('/text')) return c.text('plain');
  if (path.startsWith('/silent')) return new Promise<Response>(() => {});
  if (path.startsWith('/empty')) return c.body(null, 204);
  if (path === '/moved') return c.body(null, 202, { location: `${elsewhere}/moved-here`, 'retry-after': '0' });
  if (path.startsWith('/graph/accepted'))
    return c.body(null, 202, { location: 'https://graph.microsoft.com/done', 'retry-after': '1' });
  const status = answers.get(path)?.shift() ?? 200;
  return c.json({ path, status }, status as 200, status === 429 ? { 'retry-after': '30' } : {});
});

async function serve(tls?: { cert: string; key: string }): Promise<number> {
  const { port, close } = await listen(app, { port: 0, tls });
  closers.push(close);
  return port;
}

beforeAll(async () => {
  server = `http://127.0.0.1:${await serve()}`;
  elsewhere = `http://127.0.0.1:${await serve()}`;
});
afterAll(() => Promise.all(closers.map((close) => close())));

const get = (uri: string, more: object = {}) => ({ type: 'Http', inputs: { method: 'GET', uri, ...more } });
const GRAPH = 'https://graph.microsoft.com';
const requestsTo = (path: string) => seen.filter((request) => request.path === path);

test('outputs are status, headers and the parsed body', async () => {
  const { outputs, row } = await runActions({
    Get: get(`${server}/json`),
    Text: get(`${server}/text`),
    Empty: get(`${server}/empty`),
  });
  expect(outputs('Get')).toMatchObject({
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: { path: '/json' },
  });
  expect(outputs('Text')).toMatchObject({ body: 'plain' });
  expect(outputs('Empty')).not.toHaveProperty('body');
  expect(row('Empty')).toMatchObject({ status: 'Succeeded', code: 'NoContent' });
});

test('a 404 fails the action, whose outputs stay readable', async () => {
  answers.set('/missing', [404]);
  const { row, outputs } = await runActions({
    Get: get(`${server}/missing`),
    Read: { type: 'Compose', inputs: "@outputs('Get')['statusCode']", runAfter: { Get: ['Failed'] } },
  });
  expect(row('Get')).toMatchObject({ status: 'Failed', code: 'NotFound' });
  expect(outputs('Read')).toBe(404);
  expect(requestsTo('/missing')).toHaveLength(1);
});

test('Microsoft hosts lead to the local services, path and query untouched, with the token of the identity', async () => {
  const uri = 'https://graph.microsoft.com/beta/users?$filter=id%20eq%20%27a%27&$top=1';
  const authentication = { type: 'ManagedServiceIdentity', audience: 'https://graph.microsoft.com/' };
  const { inputs } = await runActions(
    { Get: get(uri, { authentication }) },
    { server, identity: { tenantId: 't', principalId: 'p' } },
  );
  const [request] = requestsTo('/graph/beta/users?$filter=id%20eq%20%27a%27&$top=1');
  expect(request?.headers['authorization']).toBe('Bearer t/p/https://graph.microsoft.com/');
  expect(inputs('Get')).toEqual({ method: 'GET', uri, authentication });
});

test('without an identity a managed identity call fails before it is sent', async () => {
  const { row } = await runActions({
    Get: get(`${server}/no-identity`, { authentication: { type: 'ManagedServiceIdentity' } }),
  });
  expect(row('Get')).toMatchObject({ status: 'Failed', code: 'WorkflowManagedIdentityNotSpecified' });
  expect(requestsTo('/no-identity')).toEqual([]);
});

test('a Raw credential is sent and nowhere in the history', async () => {
  const authentication = { type: 'Raw', value: "@concat('Bearer ', parameters('token'))" };
  const { inputs, rows } = await runActions(
    {
      Get: get(`${server}/raw`, { authentication }),
      R: { type: 'Compose', inputs: "@actions('Get')", runAfter: { Get: ['Succeeded'] } },
    },
    { parameters: { token: { type: 'SecureString' } }, values: { token: { value: 's3cret' } } },
  );
  expect(requestsTo('/raw')[0]?.headers['authorization']).toBe('Bearer s3cret');
  expect(inputs('Get')).toMatchObject({ authentication: '*sanitized*' });
  expect(JSON.stringify([rows, inputs('Get'), inputs('R')])).not.toContain('s3cret');
});

test('secured outputs are hidden, and so are the inputs that read them', async () => {
  const secure = { runtimeConfiguration: { secureData: { properties: ['inputs', 'outputs'] } } };
  const { row } = await runActions({
    Get: { ...get(`${server}/secure`), ...secure },
    Copy: { type: 'Compose', inputs: "@body('Get')", runAfter: { Get: ['Succeeded'] } },
  });
  for (const name of ['Get', 'Copy'])
    expect([row(name).inputsKey, row(name).outputsKey]).toEqual([undefined, undefined]);
  expect(row('Copy').status).toBe('Succeeded');
});

test('text is sent as it is, objects as JSON, and headers as given', async () => {
  const post = (body: unknown, headers = {}) => ({
    type: 'Http',
    inputs: { method: 'post', uri: `${server}/echo`, headers, body },
  });
  await runActions({
    Text: post('@{json(\'{"accountEnabled": false}\')}', { 'Content-Type': 'application/json' }),
    Json: { ...post({ '@@odata.id': '@{1}' }), runAfter: { Text: ['Succeeded'] } },
  });
  const [text, json] = requestsTo('/echo');
  expect([text?.body, text?.headers['content-type'], text?.method]).toEqual([
    '{"accountEnabled":false}',
    'application/json',
    'POST',
  ]);
  expect([json?.body, json?.headers['content-type']]).toEqual(['{"@odata.id":"1"}', 'application/json; charset=utf-8']);
});

test.each([429, 503, 408])('%d is tried again, and the attempts are kept', async (status) => {
  answers.set(`/graph/busy-${status}`, [status, status]);
  const { row } = await runActions({ Get: get(`${GRAPH}/busy-${status}`) }, { server });
  expect(row('Get')).toMatchObject({
    status: 'Succeeded',
    retryHistory: [{ code: String(status) }, { code: String(status) }],
  });
});

test('five failed attempts are the end', async () => {
  answers.set('/down', [500, 500, 500, 500, 500, 500]);
  const { row } = await runActions({ Get: get(`${server}/down`) });
  expect(row('Get')).toMatchObject({ status: 'Failed', code: 'InternalServerError' });
  expect(requestsTo('/down')).toHaveLength(5);
});

test('a retry policy of none is obeyed', async () => {
  answers.set('/once', [503]);
  const { row } = await runActions({ Get: get(`${server}/once`, { retryPolicy: { type: 'none' } }) });
  expect(row('Get')).toMatchObject({ status: 'Failed', code: 'ServiceUnavailable' });
});

test('a host that cannot be reached fails the action without outputs', async () => {
  const { row, outputs } = await runActions({
    Get: get('http://127.0.0.1:1/x'),
    Read: {
      type: 'Compose',
      inputs: { all: "@outputs('Get')", code: "@outputs('Get')?['statusCode']" },
      runAfter: { Get: ['Failed'] },
    },
  });
  expect(row('Get')).toMatchObject({
    status: 'Failed',
    code: 'BadRequest',
    error: { message: expect.stringContaining('Http request failed') },
  });
  expect(outputs('Read')).toEqual({ all: null, code: null });
});

test('202 with a location is followed until it is done', async () => {
  const get202 = get(`${GRAPH}/accepted`);
  const only = { ...get202, operationOptions: 'DisableAsyncPattern' };
  const { outputs } = await runActions({ Get: get202, Only: only }, { server });
  expect(outputs('Get')).toMatchObject({ statusCode: 200, body: { path: '/graph/done' } });
  expect(outputs('Only')).toMatchObject({ statusCode: 202 });
});

test('credentials do not follow a location to another server', async () => {
  const authentication = { type: 'Raw', value: 'Bearer x' };
  await runActions({ Get: get(`${server}/moved`, { authentication }) });
  expect(requestsTo('/moved')[0]?.headers['authorization']).toBe('Bearer x');
  expect(requestsTo('/moved-here')[0]?.headers).not.toHaveProperty('authorization');
});

test('a local certificate is trusted only with its authority', async () => {
  const { caPem, ...tls } = await loadCertificates();
  const secure = get(`https://localhost:${await serve(tls)}/tls`, { retryPolicy: { type: 'none' } });
  const [trusted, doubted] = [await runActions({ Get: secure }, { caPem }), await runActions({ Get: secure })];
  expect([trusted.row('Get').status, doubted.row('Get').status]).toEqual(['Succeeded', 'Failed']);
  expect(doubted.row('Get').error?.message).toContain('certificate');
});

test("the action's own limit ends it as timed out", async () => {
  const { row } = await runActions(
    { Get: { ...get(`${server}/silent`), limit: { timeout: 'PT10S' } } },
    { timeScale: 100 },
  );
  expect(row('Get')).toMatchObject({ status: 'TimedOut', code: 'ActionTimedOut' });
});

test('an Until polls until the answer is there, with the attempts of each pass kept', async () => {
  answers.set('/poll', [404, 404]);
  const wait = {
    type: 'Wait',
    inputs: { interval: { count: 15, unit: 'Second' } },
    runAfter: { Get: ['Succeeded', 'Failed'] },
  };
  const loop = {
    type: 'Until',
    expression: "@equals(body('Get')?['status'], 200)",
    limit: { count: 10, timeout: 'PT5M' },
    actions: { Get: get(`${server}/poll`), Wait: wait },
  };
  const { row, outputs } = await runActions({ Loop: loop });
  expect(row('Loop')).toMatchObject({ status: 'Succeeded', iterationCount: 3 });
  expect([row('Get', '000000').status, outputs('Get', '000002')]).toMatchObject(['Failed', { statusCode: 200 }]);
});

test('an address that is none fails the action', async () => {
  const { row } = await runActions({ Get: get('/relative'), Ftp: get('ftp://x.example/') });
  for (const name of ['Get', 'Ftp']) expect(row(name)).toMatchObject({ status: 'Failed', code: 'BadRequest' });
});
