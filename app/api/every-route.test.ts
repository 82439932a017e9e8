import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import { graph, portal } from './portal.fixture.ts';

const PUBLIC = ['settings', 'health'];
type Handler = Parameters<Awaited<ReturnType<typeof portal>>['call']>[0];
type Found = { path: string; method: string; handler: Handler };

const { call, consent } = await portal();
const { admin, noDirectoryRole } = SEED.contoso.personas;
const routes = await everyRoute();
const shown = routes.map((one) => [`${one.method} /${one.path}`, one] as const);
const below = shown.filter(([, { path }]) => path.startsWith('onboardings/['));

/** Found on the disk, so that a new route is tested without being named. */
async function everyRoute(): Promise<Found[]> {
  const files = globSync('**/route.ts', { cwd: import.meta.dirname }).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const handlers = (await import(join(import.meta.dirname, file))) as Record<string, Handler>;
      const path = file.replace(/\/?route\.ts$/, '');
      return Object.entries(handlers).map(([method, handler]) => ({ path, method, handler }));
    }),
  );
  return found.flat();
}

/** Ids that exist nowhere, in the form that each part of an address asks for. */
function idsFor(path: string, onboardingId: string): Record<string, string> {
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!);
  const known: Record<string, string> = { onboardingId, kind: 'create-application', action: 'Some_Action' };
  return Object.fromEntries(names.map((name) => [name, known[name] ?? crypto.randomUUID()]));
}

const bodyOf = (method: string) => (method === 'GET' ? undefined : {});

test('the routes that the pages call are there', () => {
  expect(shown.map(([title]) => title)).toEqual(
    expect.arrayContaining(['GET /onboardings', 'POST /onboardings', 'GET /onboardings/[onboardingId]']),
  );
});

test.each(shown.filter(([, { path }]) => !PUBLIC.includes(path)))('%s needs a sign-in', async (_title, route) => {
  const params = idsFor(route.path, crypto.randomUUID());
  const answer = await call(route.handler, { params, body: bodyOf(route.method) });
  expect(answer).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
});

test.each(shown.filter(([, { path }]) => /^(review|program)/.test(path)))(
  '%s is shut to an ISV, whatever its role at home',
  async (_title, route) => {
    const params = idsFor(route.path, crypto.randomUUID());
    const answer = await call(route.handler, { as: admin, params, body: bodyOf(route.method) });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  },
);

test.each(below.filter(([, { method }]) => method === 'GET'))(
  '%s answers another tenant, reviewers too, as if it did not exist, and a colleague that it is not open',
  async (_title, route) => {
    await consent(admin, graph('User.Read'));
    const started = await call(onboardingsRoute.POST, { as: admin, body: { name: 'Payroll' } });
    const params = idsFor(route.path, String(started.body.id));
    const ask = (as: typeof admin) => call(route.handler, { as, params });
    for (const foreigner of [SEED.fabrikam.personas.admin, SEED.operator.personas.reviewer1]) {
      expect(await ask(foreigner)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    // Who may not even have the roles read is asked for that consent first.
    expect((await ask(noDirectoryRole)).body.code).toMatch(/^(forbidden|consent-required)$/);
  },
);
