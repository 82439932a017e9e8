import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { ENTERPRISE_USER } from '../engine/schema-set.ts';
import { answers, reads, refuses, tells, verdictWhen, wrongly, type Wrong } from '../wrong-server.fixture.ts';

const POST = /^POST \/Users /;
const GET = /^GET \/Users\/[^?]+ /;
const SCHEMAS = /^GET \/Schemas /;

test('a right endpoint passes every check of creating users', async () => {
  const { probe } = await openSampleApp();
  const ids = Array.from({ length: 20 }, (_, index) => `U${String(index + 1).padStart(2, '0')}`);
  const report = await probe(ids);
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(report.results.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  expect(report.leftovers).toEqual([]);
});

const WRONG: [id: string, server: string, Wrong, verdict: string][] = [
  ['U01', 'answers 200 instead of 201', answers(POST, 200), 'failed: The answer was HTTP 200'],
  ['U01', 'refuses every user', refuses(POST, 500), 'failed: The answer was HTTP 500'],
  [
    'U01',
    'gives no id',
    tells(POST, (body) => ({ ...body, id: undefined })),
    'failed: The answer was HTTP 201 without',
  ],
  [
    'U02',
    'leaves meta out',
    tells(POST, (body) => ({ ...body, meta: {} })),
    'failed: The answer has meta.resourceType',
  ],
  ['U02', 'names no schemas', tells(POST, (body) => ({ ...body, schemas: [] })), 'failed: The answer has no urn:'],
  ['U03', 'gives a relative address', answers(POST, 201, undefined, { location: '/Users/1' }), 'failed: The Location'],
  [
    'U03',
    'gives no meta.location',
    tells(POST, (body) => ({ ...body, meta: {} })),
    'failed: The Location header is http',
  ],
  ['U04', 'loses externalId', reads(POST, (body) => ({ ...body, externalId: undefined })), 'failed: externalId: sent'],
  ['U04', 'loses e-mails', reads(POST, (body) => ({ ...body, emails: [] })), 'failed: emails: sent'],
  ['U04', 'writes active as a text', tells(GET, (body) => ({ ...body, active: 'true' })), 'failed: active: sent true'],
  ['U04', 'answers 500 to GET', answers(GET, 500), 'failed: Reading it back was HTTP 500'],
  ['U05', 'takes a second user', answers(POST, 201, { id: '1' }), 'failed: A second user'],
  ['U05', 'answers 400', duplicateAnswers(400), 'failed: The answer was HTTP 400'],
  ['U06', 'takes a second user', answers(POST, 201, { id: '1' }), 'blocked: It needs U05.'],
  ['U06', 'leaves scimType out', duplicateAnswers(409), 'failed: scimType is absent'],
  ['U07', 'tells userNames apart by case', answers(POST, 201, { id: '1' }), 'failed: A second user was created whose'],
  ['U08', 'makes a userName up', reads(POST, (body) => ({ userName: 'made-up', ...body })), 'failed: A user without'],
  ['U08', 'answers 500', answers(/^POST \/Users (?!.*userName)/, 500), 'failed: The answer was HTTP 500'],
  ['U09', 'answers a page of HTML', answers(/^POST .*,$/, 400, '<html></html>'), 'failed: The 400 has no SCIM error'],
  ['U09', 'answers 500', answers(/^POST .*,$/, 500, '<html></html>'), 'failed: The answer was HTTP 500 with an HTML'],
  [
    'U11',
    'says application/json',
    asJson(/^POST|^GET \/Users/),
    'failed: POST: application/json; GET: application/json',
  ],
  ['U12', 'fails on what it does not know', answers(/probeUnknown/, 500), 'failed: The answer was HTTP 500'],
  ['U13', 'shows passwords', tells(GET, (body) => ({ ...body, password: 'x' })), 'failed: The answer to GET shows'],
  ['U13', 'does not offer them', offersNot('password'), 'untried: /Schemas does not offer password.'],
  ['U14', 'loses the department', losesEnterprise('department'), 'failed: department: sent "Probe department", came'],
  ['U14', 'does not offer it', offersNot('department', 'employeeNumber'), 'untried: /Schemas offers neither'],
  ['U15', 'refuses it', refuses(/"manager":"/, 400), 'failed: The answer was HTTP 400'],
  ['U15', 'loses it', losesEnterprise('manager'), 'failed: The user was created, but GET shows nothing as manager.'],
  ['U15', 'does not offer it', offersNot('manager'), 'untried: /Schemas does not offer manager.'],
  ['U16', 'loses it', losesEnterprise('manager'), 'failed: The user was created, but GET shows nothing as manager.'],
  [
    'U17',
    'keeps the text',
    tells(GET, (body) => ({ ...body, active: 'True' })),
    'failed: The user was created, and GET',
  ],
  ['U17', 'refuses it', refuses(/"active":"True"/, 400), 'passed: Refused with 400.'],
  ['U18', 'takes over the id', takesOverId(), 'failed: The user got the id that the client sent.'],
  ['U18', 'refuses it', refuses(/"id":/, 400), 'failed: A body with an id was refused: HTTP 400.'],
  ['U19', 'refuses it', refuses(/é/, 400), 'failed: The answer was HTTP 400'],
  ['U19', 'does not find it', tells(/filter=.*é/, (body) => ({ ...body, totalResults: 0 })), 'failed: A filter for'],
  ['U20', 'wants an e-mail', refuses(/"emails":\[\]/, 400), 'failed: Empty emails were refused: HTTP 400.'],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});

test('U10 of a server that takes application/scim+json alone', async () => {
  const wrong: Wrong = {
    on: POST,
    answer: (answer, { headers }) =>
      headers['content-type'] === 'application/json' ? { ...answer, status: 415, text: '' } : answer,
  };
  expect(await verdictWhen('U10', wrong)).toBe('failed: A body sent as application/json was refused: HTTP 415.');
});

test('an endpoint that refuses the body of Entra is probed with a smaller one', async () => {
  const { probe, http } = await openSampleApp();
  const report = await probe(['U04', 'U14'], { http: wrongly(http, refuses(/^POST .*enterprise/, 400)) });
  expect(verdictOf(report, 'U01')).toMatch(/^failed: The answer was HTTP 400\. A user of the core schema alone/);
  expect(verdictOf(report, 'U04')).toMatch(/^passed: As sent: userName, externalId/);
  expect(verdictOf(report, 'U14')).toBe('not-verifiable: A user with these attributes was refused, as U01 says.');
});

test('a refused sign-in is not tried again with other bodies', async () => {
  const { probe, http } = await openSampleApp();
  const report = await probe(['U02'], { http: wrongly(http, refuses(POST, 401)) });
  expect(report.exchanges.filter(({ request }) => request.method === 'POST')).toHaveLength(1);
  expect(verdictOf(report, 'U02')).toBe('blocked: It needs U01.');
});

function asJson(on: RegExp): Wrong {
  return { on, answer: (got) => ({ ...got, headers: { ...got.headers, 'content-type': 'application/json' } }) };
}

/** In place of its own 409. */
function duplicateAnswers(status: number): Wrong {
  return { on: POST, answer: (got) => (got.status === 409 ? { ...got, status, text: '{}' } : got) };
}

function losesEnterprise(name: string): Wrong {
  const without = (extension: unknown) => ({ ...(extension as object), [name]: undefined });
  return reads(POST, (body) => ({ ...body, [ENTERPRISE_USER]: without(body[ENTERPRISE_USER]) }));
}

function offersNot(...names: string[]): Wrong {
  const rest = (attributes: unknown) => (attributes as { name: string }[]).filter(({ name }) => !names.includes(name));
  return tells(SCHEMAS, (body) => ({
    ...body,
    Resources: (body.Resources as { attributes: unknown }[]).map((schema) => ({
      ...schema,
      attributes: rest(schema.attributes),
    })),
  }));
}

function takesOverId(): Wrong {
  return {
    on: /^POST .*"id":/,
    answer: (got, { body }) => ({ ...got, text: body ?? '' }),
  };
}
