import { beforeAll, expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { BrowserSettings, Me } from '#lib/session/contract.ts';
import * as completeRoute from './onboardings/[onboardingId]/complete-step/route.ts';
import * as createRoute from './onboardings/[onboardingId]/create-application/route.ts';
import * as membersRoute from './onboardings/[onboardingId]/members/route.ts';
import * as operationRoute from './onboardings/[onboardingId]/operations/[kind]/route.ts';
import * as resumeRoute from './onboardings/[onboardingId]/operations/[kind]/resume/route.ts';
import * as onboardingRoute from './onboardings/[onboardingId]/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import * as requirementsRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as healthRoute from './health/route.ts';
import * as meRoute from './me/route.ts';
import * as settingsRoute from './settings/route.ts';
import { graph, portal } from './portal.fixture.ts';

const { call, consent, ended } = await portal();
const { admin, noDirectoryRole, noGraphGrants } = SEED.contoso.personas;
let params: { onboardingId: string };

beforeAll(async () => {
  await consent(admin, graph('User.Read', 'RoleManagement.Read.Directory'));
  const { body } = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
  params = { onboardingId: String(body.id) };
});

test('settings and health need nobody signed in', async () => {
  const settings = BrowserSettings.parse((await call(settingsRoute.GET)).body);
  expect(settings).toMatchObject({ clientId: SEED.portal.clientId, operatorTenantId: SEED.operator.tenantId });
  expect(settings.signInScopes).toEqual(graph('User.Read'));
  expect(settings.cloudName).toMatch(/^localhost:/);
  const { status, body } = await call(healthRoute.GET);
  expect([status, body]).toEqual([200, { status: 'ok' }]);
});

test('a person is who the token says, and a role counts in the operator’s tenant only', async () => {
  const { reviewer1 } = SEED.operator.personas;
  expect(Me.parse((await call(meRoute.GET, { as: admin })).body)).toMatchObject({ name: 'Ines Admin', roles: [] });
  expect(Me.parse((await call(meRoute.GET, { as: reviewer1 })).body).roles).toEqual(['Reviewer']);
});

test('without a sign-in the answer is a problem with a code and a request id', async () => {
  const { status, body } = await call(onboardingsRoute.GET);
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: 'sign-in-required', status: 401, requestId: expect.any(String) });
});

test('a personal account is told to use a work account', async () => {
  const { status, body } = await call(meRoute.GET, { as: SEED.consumers.personas.personal });
  expect([status, body.code]).toEqual([403, 'personal-account']);
});

test.each([
  [{ name: ' ' }, 'name'],
  [{}, 'name'],
])('a body that does not fit its contract names the field: %o', async (body, field) => {
  const answer = await call(onboardingsRoute.POST, { as: admin, body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', field } });
});

test('an id that is none is not found', async () => {
  const answer = await call(onboardingRoute.GET, { as: admin, params: { onboardingId: 'x' } });
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('a colleague without a role sees whom to ask, is let in, and then gets in', async () => {
  await consent(noDirectoryRole, graph('User.Read'));
  const before = await call(onboardingRoute.GET, { as: noDirectoryRole, params });
  expect(before).toMatchObject({ status: 403, body: { code: 'consent-required' } });
  await consent(admin, graph('User.ReadBasic.All'));
  const userPrincipalName = noDirectoryRole.userPrincipalName;
  const added = await call(membersRoute.POST, { as: admin, params, body: { userPrincipalName } });
  expect(added.body.members).toMatchObject([{ objectId: noDirectoryRole.objectId }]);
  expect((await call(onboardingRoute.GET, { as: noDirectoryRole, params })).status).toBe(200);
});

test('an application administrator of the tenant opens a colleague’s onboarding', async () => {
  await consent(noGraphGrants, graph('User.Read', 'RoleManagement.Read.Directory'));
  expect((await call(onboardingRoute.GET, { as: noGraphGrants, params })).body).toMatchObject({ mayEdit: true });
});

test('what needs a consent that was not given names every permission of the step at once', async () => {
  await call(requirementsRoute.POST, { as: admin, params, body: {} });
  expect((await call(completeRoute.POST, { as: admin, params, body: { step: 'check-requirements' } })).status).toBe(
    200,
  );
  const create = () => call(createRoute.POST, { as: admin, params, body: { mode: 'create', name: 'Payroll' } });
  const refused = await create();
  expect(refused).toMatchObject({ status: 403, body: { code: 'consent-required' } });
  expect(refused.body.scopes).toEqual(graph('Application.Read.All', 'Application.ReadWrite.All'));
});

test('an operation that misses a consent waits for the person, and goes on after it', async () => {
  await consent(admin, graph('Application.Read.All'));
  const create = () => call(createRoute.POST, { as: admin, params, body: { mode: 'create', name: 'Payroll' } });
  const kind = { ...params, kind: 'create-application' };
  const read = () => call(operationRoute.GET, { as: admin, params: kind });
  expect((await create()).status).toBe(200);
  const waiting = await ended(read);
  expect(waiting).toMatchObject({ state: 'waiting-for-you', problem: { code: 'consent-required' } });
  expect(waiting.problem?.scopes).toEqual(graph('Application.ReadWrite.All'));
  const reopened = await call(createRoute.GET, { as: admin, params });
  expect(reopened.body.operation).toMatchObject({
    state: 'waiting-for-you',
    problem: { scopes: waiting.problem?.scopes },
  });
  await consent(admin, graph('Application.ReadWrite.All'));
  expect((await call(resumeRoute.POST, { as: admin, params: kind, body: {} })).status).toBe(200);
  expect(await ended(read)).toMatchObject({ state: 'done' });
});

test('a body from another site is refused', async () => {
  const headers = { origin: 'https://evil.example' };
  const answer = await call(onboardingsRoute.POST, { as: admin, body: { name: 'X' }, headers });
  expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

test('a list is asked for in pages, and by name', async () => {
  const { foundation } = await import('#lib/services/foundation.ts');
  const { database } = foundation();
  const { tenantId, objectId: createdById } = admin;
  const of = { tenantId, tenantName: 'Contoso', createdById, createdByName: 'Ines', ruleSet: 'gallery-2026-11' };
  const names = Array.from({ length: 25 }, (_, nth) => ({ ...of, name: `Ledger ${nth}` }));
  await database.onboarding.createMany({ data: names });
  const list = async (query: string) => (await call(onboardingsRoute.GET, { as: admin, query })).body as Listed;
  const first = await list('?q=ledg');
  expect(first.onboardings).toHaveLength(20);
  const second = await list(`?q=ledg&after=${first.next}`);
  expect(second).toMatchObject({ onboardings: { length: 5 } });
  expect(second.next).toBeUndefined();
  expect((await list('?q=ledger%00')).onboardings).toHaveLength(20);
  const refused = await call(onboardingsRoute.GET, { as: admin, query: '?after=none' });
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-input', field: 'after' } });
});
type Listed = { onboardings: { name: string }[]; next?: string };
