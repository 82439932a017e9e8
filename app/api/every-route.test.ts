import { decodeJwt } from 'jose';
import { beforeAll, expect, test, vi } from 'vitest';
import { GRAPH_APP_ID } from '#emulator/directory/state.ts';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { ensureServicePrincipal } from '#emulator/seed/portal-application.ts';
import { graph, portal, type Answer } from './portal.fixture.ts';
import { everyRoute, sampleBody, type Area, type Route } from './route-list.fixture.ts';
import { aWholeOnboarding, everythingKept } from './whole-onboarding.fixture.ts';

type Ids = Record<string, string>;

const { call, consent, emulator } = await portal();
const { admin, noDirectoryRole } = SEED.contoso.personas;
const { reviewer1, programManager, noRole } = SEED.operator.personas;
const roleHolder = await vendorWithOperatorRole();
const routes = await everyRoute();
const titled = (...areas: Area[]) =>
  routes.filter(({ area }) => areas.includes(area)).map((route) => [route.title, route] as const);
let ids: Ids;

/** For none of these does the onboarding exist. */
const FOREIGNERS = [
  SEED.fabrikam.personas.admin,
  // An administrator of yet another tenant, who holds the operator's roles there.
  roleHolder,
  reviewer1,
  programManager,
  noRole,
];

beforeAll(async () => {
  ids = await aWholeOnboarding(admin);
  await consent(admin, graph('User.Read'));
  consentForEverybody(admin.tenantId, ['openid', 'profile', 'offline_access', 'RoleManagement.Read.Directory']);
});

function consentForEverybody(tenantId: string, scopes: string[]): void {
  const [id, clientAppId] = [crypto.randomUUID(), SEED.portal.clientId];
  emulator.directory.permissionGrants.insert({ id, tenantId, clientAppId, resourceAppId: GRAPH_APP_ID, scopes });
}

/** Vendors define what they like in their own tenant: roles of the same names, held there by an administrator. */
async function vendorWithOperatorRole(): Promise<Persona> {
  const { directory } = emulator;
  const { tenantId, personas } = emulator.seedTenant();
  const registered = directory.applications.first(({ appId }) => appId === SEED.portal.clientId)!;
  const { id: resourceId } = ensureServicePrincipal(directory, registered, { tenantId, at: registered.createdAt });
  for (const appRoleId of Object.values(SEED.portal.roleIds)) {
    const ends = { appRoleId, principalId: personas.admin.objectId, principalType: 'User' as const, resourceId };
    directory.appRoleAssignments.insert({ id: crypto.randomUUID(), tenantId, ...ends, createdAt: '2026-01-01' });
  }
  return personas.admin;
}

/** Every part of an address filled in; what is not known exists nowhere. */
function addressOf({ path }: Route, known: Ids): Ids {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
  const words: Ids = {
    kind: 'create-application',
    uploadKind: 'logo-large',
    action: 'Some_Action',
    checkId: 'U01',
    item: 'app.own',
  };
  const fixed: Ids = { ...words, number: '1', ...known };
  return Object.fromEntries(names.map((name) => [name, fixed[name] ?? crypto.randomUUID()]));
}

function ask(route: Route, as: Persona | undefined, known = ids, body = sampleBody(route)): Promise<Answer> {
  const { handler, method } = route;
  return call(handler, { as, method, params: addressOf(route, known), body });
}

/** What no contract takes, in the body or, of a read, in the query. */
function askNonsense(route: Route, as: Persona): Promise<Answer> {
  const { handler, method } = route;
  const nonsense = method === 'GET' ? { query: '?repetition=!' } : { body: { rating: 7 } };
  return call(handler, { as, method, params: addressOf(route, ids), ...nonsense });
}

/** What a person sees of an answer; each request has an id of its own. */
function seen({ status, body: { requestId: _requestId, ...body } }: Answer) {
  return { status, body };
}

const upstreamWrites = () => emulator.core.requests.entries.filter(isUpstreamWrite).length;
const isUpstreamWrite = ({ service, method }: { service: string; method: string }) =>
  method !== 'GET' && service !== 'entra';

async function leavingEverythingAsItIs<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = [await everythingKept(), upstreamWrites()];
  const result = await work();
  expect([await everythingKept(), upstreamWrites()]).toEqual(before);
  return result;
}

test('the routes that the pages call are there', () => {
  expect(routes.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['GET /onboardings', 'POST /onboardings', 'GET /onboardings/[onboardingId]']),
  );
});

test.each(titled('own', 'onboarding', 'review', 'program'))(
  '%s needs a work account’s sign-in',
  async (_title, route) => {
    await leavingEverythingAsItIs(async () => {
      expect(await ask(route, undefined)).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
      const personal = await ask(route, SEED.consumers.personas.personal);
      expect(personal).toMatchObject({ status: 403, body: { code: 'personal-account' } });
    });
  },
);

test.each(titled('onboarding'))('%s answers a foreigner as if nothing were there', async (_title, route) => {
  await leavingEverythingAsItIs(async () => {
    for (const foreigner of FOREIGNERS) {
      const missing = seen(await ask(route, foreigner, {}));
      expect(missing).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect(seen(await ask(route, foreigner))).toEqual(missing);
      expect(seen(await askNonsense(route, foreigner))).toEqual(missing);
    }
  });
});

test.each(titled('onboarding'))('%s tells a colleague whom to ask, and nothing else', async (_title, route) => {
  await leavingEverythingAsItIs(async () => {
    const refused = seen(await ask(route, noDirectoryRole));
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(refused.body.detail).toMatch(/^This onboarding belongs to Ines Admin\. Ask them to add you/);
    expect(seen(await askNonsense(route, noDirectoryRole))).toEqual(refused);
  });
});

test.each([
  ...titled('review').map(([title, route]) => [title, route, 'Reviewer', programManager] as const),
  ...titled('program').map(([title, route]) => [title, route, 'ProgramManager', reviewer1] as const),
])('%s is shut to everybody without the role, whatever is there', async (_title, route, role, otherOperator) => {
  const others = [admin, noDirectoryRole, SEED.fabrikam.personas.admin, roleHolder, noRole, otherOperator];
  await leavingEverythingAsItIs(async () => {
    for (const person of others) {
      const refused = seen(await ask(route, person));
      expect(refused).toMatchObject({
        status: 403,
        body: { code: 'forbidden', detail: expect.stringContaining(role) },
      });
      expect(seen(await ask(route, person, {}))).toEqual(refused);
    }
  });
});

test('what a person lists is of the own tenant and open to them, with no role of another tenant', async () => {
  const [list, me] = ['GET /onboardings', 'GET /me'].map((title) => routes.find((route) => route.title === title)!);
  for (const person of [...FOREIGNERS, noDirectoryRole]) {
    expect((await ask(list!, person)).body).toEqual({ onboardings: [] });
    const roles = person.portalRole ? [person.portalRole] : [];
    expect((await ask(me!, person)).body).toMatchObject({
      objectId: person.objectId,
      tenantId: person.tenantId,
      roles,
    });
  }
});

test('the roles of the same name are really in the token that opens nothing', async () => {
  const token = { userId: roleHolder.objectId, audience: 'portal' as const, scopes: ['access_as_user'] };
  const { accessToken } = await emulator.entra.userToken(token);
  expect(decodeJwt(accessToken).roles).toEqual(expect.arrayContaining(['Reviewer', 'ProgramManager']));
});

const ENTITLED: Record<Area, Persona> = {
  ...{ public: admin, own: admin, onboarding: admin },
  ...{ review: reviewer1, program: programManager },
};
const SHUT = ['sign-in-required', 'forbidden', 'personal-account', 'not-found'];

test.each(titled('own', 'onboarding', 'review', 'program'))(
  '%s lets in whom it is for, and takes the sample',
  async (_title, route) => {
    const own = await aWholeOnboarding(admin);
    const { body } = await ask(route, ENTITLED[route.area], own);
    expect(SHUT).not.toContain(body.code);
    expect(body.code).not.toBe('invalid-input');
    const { foundation } = await import('#lib/services/foundation.ts');
    const running = () => foundation().database.operation.count({ where: { state: 'running' } });
    await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 5_000 });
  },
);
