import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { elements, member } from '../engine/answer.ts';
import { answers, refuses, tells, verdictWhen, wrongly, type Json, type Wrong } from '../wrong-server.fixture.ts';

test('a right endpoint passes every discovery check, without anything written', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([], { mayWrite: false });
  const wrong = report.results.filter(({ id, verdict }) => /^D(?!15)/.test(id) && verdict !== 'passed');
  expect(wrong).toEqual([]);
  expect(verdictOf(report, 'U01')).toBe('untried: Writing to the endpoint was not agreed to.');
  expect(report.exchanges.filter(({ request }) => request.method !== 'GET')).toEqual([]);
});

test('what it makes is gone afterwards, and no secret is in the report', async () => {
  const { probe, space, http } = await openSampleApp();
  const report = await probe(['U01']);
  expect(verdictOf(report, 'U01')).toBe('passed: 201 with an id.');
  expect(report.leftovers).toEqual([]);
  const headers = { authorization: `Bearer ${space.bearerToken}` };
  const left = await http({ url: `${space.scimEndpoint}/Users`, method: 'GET', headers });
  expect(JSON.parse(left.text)).toMatchObject({ totalResults: 0 });
  expect(JSON.stringify(report)).not.toContain(space.bearerToken);
});

test('a credential that the server repeats in its answers is in no verdict and no exchange', async () => {
  const { probe, space, http } = await openSampleApp();
  const detail = `The token ${space.bearerToken} may not do this.`;
  const report = await probe(['U01', 'D01'], { http: wrongly(http, answers(/^(POST|GET) /, 403, { detail })) });
  expect(verdictOf(report, 'D01')).toBe('failed: The answer was HTTP 403 (The token [removed] may not do this.).');
  expect(verdictOf(report, 'U01')).toContain('[removed]');
  expect(JSON.stringify(report)).not.toContain(space.bearerToken);
});

test('a right endpoint refuses to have its discovery changed', async () => {
  expect(await verdictWhen('D15', [])).toBe('passed: All three are refused.');
});

test.each([
  ['takes PUT', answers(/^PUT /, 200, {}), 'failed: PUT was answered with HTTP 200.'],
  ['fails on DELETE', answers(/^DELETE /, 500, {}), 'failed: DELETE was answered with HTTP 500.'],
  ['has no /ServiceProviderConfig', refuses(/^GET \/Service/, 404), 'blocked: It needs D01.'],
])('D15 of a server that %s', async (_server, wrong, verdict) => {
  expect(await verdictWhen('D15', wrong)).toBe(verdict);
});

const CONFIG = /^GET \/ServiceProviderConfig/;
const SCHEMAS = /^GET \/Schemas /;
const TYPES = /^GET \/ResourceTypes /;
const isUser = (schema: unknown) => /core:2.0:User$/.test(String(member(schema, 'id')));
/** /Schemas with something else in place of the schemas. */
const schemas = (change: (all: unknown[]) => unknown[]): Wrong =>
  tells(SCHEMAS, (body) => ({ ...body, Resources: change(elements(body, 'Resources')) }));
/** The core user with another attribute of that name. */
const attribute = (name: string, change: Json): Wrong =>
  schemas((all) =>
    all.map((schema) => {
      if (!isUser(schema)) return schema;
      const attributes = elements(schema, 'attributes').map((one) =>
        member(one, 'name') === name ? { ...(one as Json), ...change } : one,
      );
      return { ...(schema as Json), attributes };
    }),
  );
const without = (urn: RegExp) => schemas((all) => all.filter((one) => !urn.test(String(member(one, 'id')))));

const WRONG: [id: string, server: string, Wrong, verdict: string][] = [
  ['D01', 'has no configuration', refuses(CONFIG, 404), 'failed: The answer was HTTP 404.'],
  ['D01', 'names no schema', tells(CONFIG, (body) => ({ ...body, schemas: [] })), 'failed: Its schemas do not name'],
  [
    'D02',
    'offers no PATCH',
    tells(CONFIG, (body) => ({ ...body, patch: { supported: false } })),
    'failed: It says: patch false',
  ],
  ['D02', 'has no configuration', refuses(CONFIG, 404), 'blocked: It needs D01.'],
  [
    'D03',
    'lists no scheme',
    tells(CONFIG, (body) => ({ ...body, authenticationSchemes: [] })),
    'failed: authenticationSchemes is empty',
  ],
  [
    'D03',
    'lists half a scheme',
    tells(CONFIG, (body) => ({ ...body, authenticationSchemes: [{ type: 'x' }] })),
    'failed: A scheme has no name, description.',
  ],
  ['D04', 'answers a bare array', tells(SCHEMAS, (body) => body.Resources), 'failed: '],
  ['D04', 'lists nothing', schemas(() => []), 'failed: The list has no Resources.'],
  [
    'D05',
    'has no group schema',
    without(/core:2.0:Group$/),
    'failed: Missing: urn:ietf:params:scim:schemas:core:2.0:Group.',
  ],
  ['D06', 'has no enterprise schema', without(/enterprise/), 'failed: Missing: '],
  ['D07', 'answers null', attribute('userName', { description: null }), 'failed: userName: description is null'],
  [
    'D07',
    'spells a keyword its own way',
    attribute('userName', { mutability: 'READWRITE' }),
    'failed: userName: mutability is "READWRITE"',
  ],
  [
    'D07',
    'leaves out multiValued',
    attribute('userName', { multiValued: undefined }),
    'failed: userName: multiValued is missing',
  ],
  ['D08', 'has active as a text', attribute('active', { type: 'string' }), 'failed: active: type is "string"'],
  ['D09', 'finds no single schema', refuses(/^GET \/Schemas\/urn/, 404), 'failed: '],
  ['D09', 'answers a list for one', answers(/^GET \/Schemas\/urn:ietf/, 200, { Resources: [] }), 'failed: '],
  ['D10', 'finds every schema', answers(/^GET \/Schemas\/urn:probe/, 200, {}), 'failed: '],
  [
    'D10',
    'has no error body',
    answers(/^GET \/Schemas\/urn:probe/, 404, ''),
    'failed: The 404 has no SCIM error body.',
  ],
  [
    'D11',
    'knows users only',
    tells(TYPES, (body) => ({ ...body, Resources: elements(body, 'Resources').slice(0, 1) })),
    'failed: It lists User; Group missing.',
  ],
  [
    'D12',
    'has another endpoint',
    tells(/^GET \/ResourceTypes\/User/, (body) => ({ ...body, endpoint: '/People' })),
    'failed: Its endpoint is /People.',
  ],
  [
    'D13',
    'says application/json',
    answers(SCHEMAS, 200, undefined, { 'content-type': 'application/json' }),
    'failed: /Schemas: application/json',
  ],
  ['D14', 'answers a filter', answers(/^GET \/Schemas\?filter/, 200, {}), 'failed: The answer was HTTP 200.'],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toContain(verdict);
});
