import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { answers, mistakes, tells, verdictWhen, wrongly, type Json, type Wrong } from '../wrong-server.fixture.ts';
import { ERROR_CHECKS } from './errors.ts';
import { NETWORK_CHECKS } from './network.ts';

const USER = /^GET \/Users\/[^?]+ /;
const HOST = 'scim.contoso.example';

test('a right endpoint passes every check of errors and network that can be tried', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([...ERROR_CHECKS, ...NETWORK_CHECKS].flatMap((check) => check.ids));
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toMatchObject([
    { id: 'N01', verdict: 'untried', got: expect.stringMatching(/^localhost is not reached over the internet/) },
  ]);
  expect(report.results.filter(({ id }) => /^[EN]/.test(id))).toHaveLength(10);
  expect(report.leftovers).toEqual([]);
});

test.each<[string, string, Wrong[], RegExp]>([
  [
    'E01',
    'answers everything with a page',
    [answers(/^GET \/probe-/, 200, '<html>')],
    /^failed: .* HTTP 200 with an HTML/,
  ],
  ['E02', 'answers 406', [refusesAccept('application/json')], /^failed: The answer to Accept: application.json was/],
  ['E02', 'answers no JSON', [accepting('*/*', '<user/>')], /^failed: The answer to Accept: \*.\* is no JSON/],
  ['E03', 'reads any type', [asScim()], /^failed: The answer was HTTP 200/],
  ['E04', 'breaks on the flag', [answers(/\?aadOpt/, 400)], /^failed: The answer was HTTP 400/],
  [
    'E04',
    'loses the filter',
    [tells(/\?aadOpt/, counting(7))],
    /^failed: With the flag totalResults is 7, without it 1/,
  ],
  ['E04', 'cannot filter', [tells(/\?filter/, counting(0))], /^not-verifiable: The same filter does not find/],
  ['E05', 'has no ETags', [configured('etag', false)], /^untried: The endpoint does not say that it has ETags/],
  ['E05', 'sends no ETag', [withoutEtag()], /^failed: GET answers without the header ETag/],
  ['E05', 'has another version', [tells(USER, otherVersion)], /^failed: The header ETag is .*, meta.version is "7"/],
  ['E05', 'ignores If-Match', [ignoringIfMatch()], /^failed: The PATCH with an old If-Match was HTTP 200/],
  ['E06', 'says bulk and has none', [configured('bulk', true)], /^failed: bulk.supported is true, but .* HTTP 501/],
  [
    'E06',
    'says bulk and does nothing',
    [configured('bulk', true), answers(/Bulk/, 200, {})],
    /^failed: .* change was not made/,
  ],
  ['E06', 'says no bulk and has it', [answers(/Bulk/, 200, {})], /^failed: bulk.supported is false, but .* HTTP 200/],
  ['E06', 'says nothing of bulk', [configured('bulk', undefined)], /^not-verifiable: The endpoint does not say/],
  ['E07', 'breaks', [answers(/Me/, 500)], /^failed: The answer was HTTP 500/],
  ['E08', 'needs no schemas', [ignores(/^PATCH/)], /^failed: The answer was HTTP 200/],
  [
    'N02',
    'breaks on the flag',
    [answers(/\?aadOpt/, 404)],
    /^failed: GET of a user with .aadOptscim062020 was HTTP 404/,
  ],
  ['N02', 'breaks on a slash', [answers(/Users\/\?/, 404)], /^failed: GET of .Users. with a slash at its end was/],
  ['N02', 'loses the filter', [tells(/Users\/\?/, counting(9))], /^failed: .Users. with a slash at its end finds 9/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test.each([
  ['http', 'failed: The address begins with http:.'],
  [
    'https',
    'untried: It answers over HTTPS; the TLS version and the key of the certificate are not visible from here.',
  ],
])('N01 of a public address with %s', async (scheme, verdict) => {
  const { probe, http, space } = await openSampleApp();
  const { host, pathname } = new URL(space.scimEndpoint);
  const nearby = mistakes(/./, (url) => void (url.href = url.href.replace(`${scheme}://${HOST}`, `http://${host}`)));
  const endpoint = `${scheme}://${HOST}${pathname}`;
  expect(verdictOf(await probe(['N01'], { endpoint, http: wrongly(http, nearby) }), 'N01')).toBe(verdict);
});

test('who /Me is does not come into the report', async () => {
  const { probe, http } = await openSampleApp();
  const me = answers(/^GET \/Me/, 200, { id: '1', userName: 'adele@contoso.example' });
  const report = await probe(['E07'], { http: wrongly(http, me) });
  expect(verdictOf(report, 'E07')).toBe('passed: HTTP 200.');
  expect(JSON.stringify(report)).not.toContain('adele');
});

function ignores(on: RegExp): Wrong {
  return { on, request: (request) => ({ ...request, method: 'GET', body: undefined }) };
}

function accepting(accept: string, text: string): Wrong {
  return { on: USER, answer: (answer, { headers }) => (headers.accept === accept ? { ...answer, text } : answer) };
}

function refusesAccept(accept: string): Wrong {
  return {
    on: USER,
    answer: (answer, { headers }) => (headers.accept === accept ? { ...answer, status: 406 } : answer),
  };
}

/** Reads a body as SCIM, whatever its Content-Type says. */
function asScim(): Wrong {
  const type = { 'content-type': 'application/scim+json' };
  return { on: /^PATCH/, request: (request) => ({ ...request, headers: { ...request.headers, ...type } }) };
}

function ignoringIfMatch(): Wrong {
  const without = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'if-match'));
  return { on: /^PATCH/, request: (request) => ({ ...request, headers: without(request.headers) }) };
}

function withoutEtag(): Wrong {
  const rest = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'etag'));
  return { on: USER, answer: (answer) => ({ ...answer, headers: rest(answer.headers) }) };
}

function configured(name: string, supported: boolean | undefined): Wrong {
  return tells(/^GET \/ServiceProviderConfig/, (body) => ({ ...body, [name]: { supported } }));
}

function counting(totalResults: number) {
  return (body: Json): Json => ({ ...body, totalResults });
}

function otherVersion(body: Json): Json {
  return { ...body, meta: { version: '7' } };
}
