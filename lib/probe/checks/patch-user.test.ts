import { expect, test } from 'vitest';
import { openSampleApp } from '../sample-app.fixture.ts';
import { answers, reads, refuses, tells, verdictWhen, type Json, type Wrong } from '../wrong-server.fixture.ts';
import { at, elements, member } from '../engine/answer.ts';
import { ENTERPRISE_USER } from '../engine/schema-set.ts';
import type { ProbeAnswer } from '../ports.ts';
import { PATCH_USER_CHECKS } from './patch-user.ts';

const USER = /^GET \/Users\/[^?]+ /;
const noTarget = { scimType: 'noTarget', detail: 'Nothing there.' };

test('a right endpoint passes every check of PATCH, and nothing is left behind', async () => {
  const { probe } = await openSampleApp();
  const ids = PATCH_USER_CHECKS.flatMap((check) => check.ids);
  expect(ids).toHaveLength(39);
  const report = await probe(ids);
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(report.leftovers).toEqual([]);
});

test.each<[string, string, Wrong, RegExp]>([
  ['M01', 'ignores "Replace"', ignores(/"op":"Replace"/), /^failed: It answered 200, but displayName is still "probe-/],
  ['M38', 'answers 200 without a body', answers(/^PATCH/, 200, ''), /^failed: The answer was 200 without a body/],
  ['M38', 'answers 202', answers(/^PATCH/, 202), /^failed: The answer was HTTP 202/],
  ['M38', 'refuses', refuses(/^PATCH/, 400), /^blocked: It needs M01/],
  ['M02', 'ignores "Add"', ignores(/"op":"Add"/), /^failed: It answered 200, but nickName is absent/],
  ['M03', 'ignores "Remove"', ignores(/"op":"Remove"/), /^failed: It answered 200, but title is "Probe title"/],
  ['M03', 'creates without optional texts', tells(USER, bare), /^not-verifiable: The user keeps no optional/],
  ['M06', 'carries out one of two', reads(/^PATCH/, onlyFirst), /^failed: .* but name.familyName is still/],
  ['M07', 'ignores operations without path', ignores(/"displayName":/), /^failed: .* displayName is still/],
  ['M08', 'ignores dotted keys', ignores(/"name\.givenName":/), /^failed: .* name.givenName is still "Probe"/],
  ['M09', 'ignores URN keys', ignores(/:User:department":/), /^failed: .* department is still "Probe department"/],
  [
    'M10',
    'refuses URN paths',
    refuses(/"path":"urn:/, 400, noTarget),
    /^failed: .* HTTP 400 \(noTarget: Nothing there/,
  ],
  ['M33', 'minds the case of paths', ignores(/"path":"DISPLAYNAME"/), /^failed: .* displayName is still/],
  ['M39', 'minds the case of paths', refuses(/"path":"DisplayName"/, 400), /^failed: The PATCH was HTTP 400/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test.each<[string, string, Wrong, RegExp]>([
  [
    'M04',
    'ignores value filters',
    ignores(/emails\[type/),
    /^failed: It answered 200, but then there was emails of type/,
  ],
  ['M04', 'makes a second element', tells(USER, twice), /^failed: .* there were 2 emails of type work/],
  ['M05', 'needs an element', refuses(/phoneNumbers\[/, 400, noTarget), /^failed: The PATCH was HTTP 400 \(noTarget/],
  ['M05', 'forgets the type', tells(USER, typeless), /^failed: .* there were 0 phoneNumbers of type mobile: phone/],
  ['M31', 'replaces the list', reads(/"op":"Add"/, asReplace), /^failed: .* the element of type work is lost/],
  ['M32', 'clears the list', reads(/"op":"Remove"/, wholeList), /^failed: .* the element of type work is gone, too/],
  ['M32', 'ignores it', ignores(/"op":"Remove"/), /^failed: .* the element of type home is still there/],
  ['M35', 'ignores it', ignores(/roles\[/), /^failed: It answered 200, but roles is absent/],
  ['M35', 'knows its own roles', tells(USER, without('roles')), /^not-verifiable: It keeps no made-up role/],
  ['M36', 'makes two addresses', tells(USER, twoAddresses), /^failed: It answered 200, but addresses is \[/],
  ['M36', 'offers no addresses', offersNo('addresses'), /^not-verifiable: .Schemas offers no addresses/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test.each<[string, string, Wrong, RegExp]>([
  ['M11', 'keeps a string', tells(USER, plainManager), /^failed: .* manager is "[^"]+", a plain string without/],
  ['M11', 'drops the manager', ignores(/:manager","value":"/), /^failed: It answered 200, but manager is absent/],
  ['M11', 'offers no manager', offersNo('manager'), /^not-verifiable: .Schemas offers no manager/],
  ['M12', 'keeps the first manager', ignores(/"Replace".*:manager/), /^failed: It answered 200, but manager is \{/],
  ['M13', 'ignores ""', ignores(/:manager","value":""/), /^failed: It answered 200, but manager is \{/],
  ['M13', 'knows no manager', ignores(/:manager/), /^blocked: It needs M12/],
  ['M14', 'ignores "Remove"', ignores(/"Remove".*:manager/), /^failed: It answered 200, but manager is \{/],
  ['M15', 'ignores it', ignores(/"value":false/), /^failed: It answered 200, but active is still true/],
  ['M16', 'keeps a string', tells(USER, textActive), /^failed: It answered 200 and keeps active as the string "False"/],
  ['M16', 'ignores it', ignores(/"value":"False"/), /^failed: It answered 200, but active is still true/],
  ['M16', 'refuses it', refuses(/"value":"False"/, 400), /^failed: The PATCH was HTTP 400/],
  ['M17', 'ignores it', ignores(/"value":"True"/), /^failed: It answered 200, but active is still false/],
  ['M18', 'ignores it', ignores(/"active":false/), /^failed: It answered 200, but active is still true/],
  ['M19', 'ignores ""', ignores(/"value":""/), /^failed: .* title is "Probe title" and department is/],
  ['M20', 'refuses null', refuses(/"value":null/, 400), /^failed: The PATCH was HTTP 400/],
  ['M20', 'ignores null', ignores(/"value":null/), /^failed: .* title is "Probe title" and department is/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test.each<[string, string, Wrong, RegExp]>([
  [
    'M21',
    'carries out one of six',
    reads(/^PATCH/, onlyFirst),
    /^failed: .* name.familyName is still .* and name.given/,
  ],
  ['M21', 'leaves the e-mail', reads(/^PATCH/, withoutMail), /^failed: .* but the work e-mail is "probe-/],
  ['M22', 'carries out half', halfDone(400), /^failed: HTTP 400, and the good operation of the two was carried out/],
  ['M22', 'accepts everything', ignores(/emails\[type/), /^failed: The answer was HTTP 200/],
  ['M23', 'ignores it', ignores(/"userName"/), /^failed: It answered 200, but userName is still "probe-/],
  ['M23', 'finds nobody ever', tells(/filter=userName/, nobody), /^passed: HTTP 200; renamed/],
  ['M23', 'loses who was renamed', renamedUnseen(), /^failed: GET shows the new userName, but a filter/],
  ['M24', 'allows duplicates', answers(/^PATCH/, 200), /^failed: The answer was HTTP 200/],
  ['M24', 'renames nevertheless', tells(USER, renamed), /^failed: It answered 409, but userName is now "other"/],
  ['M25', 'ignores it', ignores(/"Remove"/), /^failed: The answer was HTTP 200/],
  ['M25', 'gives no scimType', refuses(/^PATCH/, 400), /^failed: It answered 400 without scimType/],
  ['M26', 'changes the id', answers(USER, 404, {}), /^failed: .* the user is no longer found by its id/],
  ['M26', 'shows another id', tells(USER, otherId), /^failed: .* and the id is now "other"/],
  ['M27', 'ignores it', ignores(/emails\[type/), /^failed: The answer was HTTP 200/],
  ['M27', 'breaks', refuses(/^PATCH/, 500), /^failed: The answer was HTTP 500/],
  ['M28', 'accepts it', answers(/^PATCH/, 200, {}), /^failed: The answer was HTTP 200/],
  ['M29', 'ignores it', ignores(/"Upsert"/), /^failed: The answer was HTTP 200/],
  ['M29', 'calls it noTarget', refuses(/^PATCH/, 400, noTarget), /^failed: Its scimType is "noTarget"/],
  ['M30', 'breaks', refuses(/^PATCH/, 500), /^failed: The answer was HTTP 500/],
  ['M34', 'stops half-way', reads(/^PATCH/, onlyFirst), /^failed: It answered 200, but title is absent/],
  ['M37', 'never moves it', tells(USER, still), /^failed: meta.lastModified is 2020-01-01T00:00:00.123Z before/],
  ['M37', 'has none', tells(USER, without('meta')), /^not-verifiable: The user has no meta.lastModified/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test('an endpoint that offers fewer texts is asked with those it has', async () => {
  const passed = await Promise.all(
    ['M01', 'M03', 'M19'].map((id) => verdictWhen(id, offersNo('displayName', 'title'))),
  );
  expect(passed.map((verdict) => verdict.replace(/^(\w+):.*; (\w+).*/, '$1 $2'))).toEqual([
    'passed nickName',
    'passed department',
    'passed department',
  ]);
});

/** Answers 200 with the user as it was. */
function ignores(what: RegExp): Wrong {
  return {
    on: new RegExp(`^PATCH .*${what.source}`),
    request: (request) => ({ ...request, method: 'GET', body: undefined }),
  };
}

/** Carries out the first of two operations, and then refuses. */
function halfDone(status: number): Wrong {
  return { ...reads(/^PATCH/, onlyFirst), answer: (answer) => ({ ...answer, status, text: '' }) };
}

/** Its filter finds everybody but those who were renamed. */
function renamedUnseen(): Wrong {
  let name = ' ';
  return {
    on: /^PATCH|filter=userName/,
    request(request) {
      name = /"userName","value":"([^"]+)"/.exec(request.body ?? '')?.[1] ?? name;
      return request;
    },
    answer: (answer, { url }) => (url.includes(encodeURIComponent(name)) ? withNobody(answer) : answer),
  };
}

function withNobody(answer: ProbeAnswer): ProbeAnswer {
  return { ...answer, text: JSON.stringify({ totalResults: 0, Resources: [] }) };
}

function offersNo(...names: string[]): Wrong {
  const rest = (schema: unknown) => ({
    ...(schema as Json),
    attributes: elements(schema, 'attributes').filter((one) => !names.includes(String(member(one, 'name')))),
  });
  return tells(/^GET \/Schemas /, (body) => ({ ...body, Resources: elements(body, 'Resources').map(rest) }));
}

function without(name: string) {
  return (body: Json): Json => ({ ...body, [name]: undefined });
}

function operations(body: Json, change: (all: Json[]) => unknown[]): Json {
  return { ...body, Operations: change(body.Operations as Json[]) };
}

function onlyFirst(body: Json): Json {
  return operations(body, (all) => all.slice(0, 1));
}

function withoutMail(body: Json): Json {
  return operations(body, (all) => all.filter(({ path }) => !String(path).startsWith('emails')));
}

function asReplace(body: Json): Json {
  return operations(body, (all) => all.map((one) => ({ ...one, op: 'Replace' })));
}

function wholeList(body: Json): Json {
  return operations(body, (all) => all.map((one) => ({ ...one, path: 'emails' })));
}

function bare({ title, nickName, [ENTERPRISE_USER]: extension, ...rest }: Json): Json {
  return { ...rest, kept: [title, nickName, extension].length };
}

function twice(body: Json): Json {
  return { ...body, emails: [...elements(body, 'emails'), ...elements(body, 'emails')] };
}

function typeless(body: Json): Json {
  return { ...body, phoneNumbers: elements(body, 'phoneNumbers').map((one) => ({ value: member(one, 'value') })) };
}

function twoAddresses(body: Json): Json {
  const [address] = elements(body, 'addresses');
  const part = (name: string) => ({ type: 'work', [name]: member(address, name) });
  return { ...body, addresses: [part('streetAddress'), part('locality')] };
}

function plainManager(body: Json): Json {
  return { ...body, [ENTERPRISE_USER]: { manager: at(body, ENTERPRISE_USER, 'manager', 'value') } };
}

function textActive(body: Json): Json {
  return { ...body, active: body.active === false ? 'False' : body.active };
}

function nobody(body: Json): Json {
  return { ...body, totalResults: 0, Resources: [] };
}

function renamed(body: Json): Json {
  return { ...body, userName: 'other' };
}

function otherId(body: Json): Json {
  return { ...body, id: 'other' };
}

function still(body: Json): Json {
  return { ...body, meta: { lastModified: '2020-01-01T00:00:00.123Z' } };
}
