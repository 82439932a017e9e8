import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import { ALL_CHECKS } from './checks/all-checks.ts';
import { parsedBody } from './engine/answer.ts';
import { memoryInventory } from './engine/memory-inventory.ts';
import { NOT_UNDERSTOOD, runProbe, type ProbeSettings } from './engine/run-probe.ts';
import { openSampleApp } from './sample-app.fixture.ts';
import type { ProbeReport } from './contract.ts';

type Answering = (response: ServerResponse, request: IncomingMessage) => void;

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const MEBIBYTE = 1 << 20;
/** Load, and the hundred members of G26, are more of the same. */
const CHECKS = ALL_CHECKS.filter(({ phase, ids }) => phase !== 'load' && !ids.includes('G26'));

/** A server that answers every request in its own way, and a probe of it that does not wait long for an answer. */
async function probeOf(answering: Answering, over: Partial<ProbeSettings> = {}): Promise<ProbeReport> {
  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => undefined);
    answering(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const client = guardedSession(new Set([host]));
  try {
    return await runProbe({
      endpoint: `http://${host}/scim`,
      credential: { kind: 'bearer', token: 'a-token' },
      checks: CHECKS,
      mayWrite: true,
      http: (request) => client.http({ ...request, timeoutMs: 300 }),
      inventory: memoryInventory(),
      ...over,
    });
  } finally {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const ids = CHECKS.flatMap((check) => check.ids);
/** Every check has its one verdict, and none because the probe itself went wrong. */
function expectVerdicts(report: ProbeReport): void {
  expect(report.results.map(({ id }) => id)).toEqual(ids);
  expect(report.results.filter(({ got }) => got.startsWith(NOT_UNDERSTOOD))).toEqual([]);
}

const json =
  (body: string, status = 200): Answering =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/scim+json' }).end(body);

/** Writes on and on, as fast as it is read. */
const pour =
  (first: string, chunk: string, times = Infinity): Answering =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/scim+json' }).write(first);
    let left = times;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };

const packed = gzipSync(Buffer.alloc(100 * MEBIBYTE));
const evil = '\\'.repeat(20_000) + `${'"a'.repeat(9_000)}${' '.repeat(20_000)}!`;
const required = Array.from({ length: 9_000 }, (_, at) => ({ name: `a${at}`, type: 'string', required: true }));

test.each<[string, Answering]>([
  ['a body without an end', pour('{"Resources":[', '{"id":"a"},'.repeat(1000))],
  ['a list of 100 MB', pour(`{"totalResults":1,"Resources":["`, 'x'.repeat(MEBIBYTE), 100)],
  ['a packed body of 100 MB', (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)],
  [
    'a body that is not packed as it says',
    (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'),
  ],
  ['JSON of a million levels', json('['.repeat(900_000))],
  ['a resource of a thousand levels', json(`{"id":"a","x":${'{"x":'.repeat(1000)}1${'}'.repeat(1001)}`, 201)],
  ['a list of 300,000 entries', json(`{"totalResults":3e5,"Resources":[${'{},'.repeat(299_999)}{}]}`)],
  [
    'a list that says it is endless',
    json('{"totalResults":1e308,"itemsPerPage":1,"startIndex":1,"Resources":[{"id":"1"}]}'),
  ],
  [
    'schemas with 9,000 required attributes',
    json(JSON.stringify({ totalResults: 1, Resources: [{ id: USER, attributes: required }] })),
  ],
  [
    'strings made for backtracking',
    json(
      JSON.stringify({
        schemas: [LIST],
        id: evil,
        totalResults: 1,
        detail: evil,
        scimType: evil,
        userName: evil,
        displayName: evil,
        meta: { location: evil, lastModified: evil },
        endpoint: evil,
        name: evil,
        Resources: [{ id: evil, name: evil, endpoint: evil }],
      }),
    ),
  ],
  ['an id of half a megabyte', json(JSON.stringify({ id: 'i'.repeat(MEBIBYTE / 2) }), 201)],
  ['an id that no address can hold', json('{"id":"\\ud800","userName":"\\ud800"}', 201)],
  [
    'names of what every object has',
    json(
      '{"__proto__":{"toString":1},"constructor":1,"toString":1,"valueOf":2,"id":{"toString":null},"Resources":[{"name":{"to\\u0053tring":1}}],"totalResults":1}',
    ),
  ],
  ['null', json('null')],
  ['nothing but headers', (response) => void response.writeHead(200).flushHeaders()],
  [
    'a drop every tenth of a second',
    (response) => {
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
    },
  ],
  ['no answer', () => undefined],
  ['a cut connection', (response) => void response.socket?.destroy()],
  [
    'a connection cut in the middle',
    (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"totalResults"');
      setTimeout(() => response.socket?.destroy(), 5);
    },
  ],
  ['no HTTP', (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n')],
  ['a redirect to itself', (response, { url }) => void response.writeHead(307, { location: url }).end()],
  ['redirects on and on', (response, { url }) => void response.writeHead(302, { location: `${url}/` }).end('x')],
  [
    'a header of its own making',
    (response) => void response.socket?.end('HTTP/1.1 200 OK\r\nLocation: \x01\xff\r\nETag: "\r\n: x\r\n\r\n{}'),
  ],
])('%s: the probe ends in time, with a verdict for every check', { timeout: 60_000 }, async (_, answering) => {
  const before = process.memoryUsage().rss;
  const report = await probeOf(answering);
  expectVerdicts(report);
  expect(process.memoryUsage().rss - before).toBeLessThan(1024 * MEBIBYTE);
  expect(JSON.stringify(report).length).toBeLessThan(40 * MEBIBYTE);
});

test.each(['http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data', 'http://[::1]/', 'file:///etc/passwd'])(
  'a redirect to %s ends the probe',
  async (location) => {
    const report = await probeOf((response) => void response.writeHead(302, { location }).end());
    expectVerdicts(report);
    expect(report.stopped).toContain('cannot be called');
  },
);

test('an endpoint that is never done ends the probe when its time is up', async () => {
  const report = await probeOf((response) => void setTimeout(() => response.end('{}'), 400), { longestMs: 500 });
  expectVerdicts(report);
  expect(report.stopped).toBe('The probe took too long.');
});

const names = fc.constantFrom('id', 'schemas', 'Resources', 'totalResults', 'startIndex', 'itemsPerPage', 'userName', 'displayName', 'active', 'emails', 'members', 'value', 'type', 'name', 'meta', 'location', 'version', 'lastModified', 'attributes', 'subAttributes', 'required', 'canonicalValues', 'patch', 'supported', 'status', 'detail', 'scimType', 'endpoint', 'manager', USER); // prettier-ignore
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.constantFrom<unknown>(LIST, USER, 'true', '', '2026-01-01T00:00:00Z', 1, 0, -1, 1e308, true, null),
    fc.dictionary(names, tie('anything'), { maxKeys: 12 }),
    fc.array(tie('anything'), { maxLength: 4 }),
  ),
}));
const listLike = fc.record({
  schemas: fc.constant([LIST]),
  totalResults: fc.oneof(fc.nat(5), anything),
  Resources: fc.oneof(fc.array(anything), anything),
});
const answers = fc.record({
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(200, 201, 204, 400, 404, 409) },
    fc.integer({ min: 200, max: 599 }),
  ),
  body: fc.oneof(
    anything.map((one) => JSON.stringify(one)),
    listLike.map((one) => JSON.stringify(one)),
    fc.string({ unit: 'binary' }),
  ),
  headers: fc.dictionary(
    fc.constantFrom('content-type', 'location', 'etag', 'retry-after', 'www-authenticate'),
    fc.oneof(fc.constantFrom('application/scim+json', '0', '-1', 'NaN', '/', '//', 'W/"1"', 'Bearer'), fc.string()),
  ),
});

test(
  'any JSON with any status and header: the probe ends, with a verdict for every check',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 40 }), async (all) => {
        let at = 0;
        const report = await probeOf((response) => {
          const { status, body, headers } = all[(at += 1) % all.length] ?? { status: 200, body: '', headers: {} };
          const legal = Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '?')]);
          response.writeHead(status, Object.fromEntries(legal)).end(status === 204 || status === 304 ? '' : body);
        });
        expectVerdicts(report);
      }),
      { numRuns: 20 },
    );
  },
);

/** The value with something else in one place. */
function disturbed(value: unknown, path: readonly number[], put: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[step % keys.length];
  if (key === undefined) return put;
  const changed = disturbed((value as Record<string, unknown>)[key], rest, put);
  return Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
}

const disturbances = fc.record({
  each: fc.integer({ min: 2, max: 9 }),
  path: fc.array(fc.nat(30), { maxLength: 5 }),
  put: anything,
});

test(
  'a server that is right but for one place in some answers: every check has its verdict',
  { timeout: 60_000 },
  async () => {
    const { probe, http } = await openSampleApp();
    await fc.assert(
      fc.asyncProperty(fc.array(disturbances, { minLength: 1, maxLength: 9 }), async (all) => {
        let count = 0;
        const report = await probe([], {
          checks: CHECKS,
          http: async (request) => {
            const answer = await http(request);
            const { each, path, put } = all[(count += 1) % all.length] ?? { each: 2, path: [], put: null };
            const body = parsedBody(answer.text);
            if (count % each > 0 || body === undefined) return answer;
            return { ...answer, text: JSON.stringify(disturbed(body, path, put)) };
          },
        });
        expectVerdicts(report);
      }),
      { numRuns: 6 },
    );
  },
);
