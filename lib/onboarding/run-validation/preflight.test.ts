import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, fakeScim, HEALTHY } from '../fakes.ts';
import { Preflight, type PreflightCheck } from './contract.ts';
import { aRun, RESOURCE_ID } from './fakes.ts';
import { preflight } from './preflight.ts';
import { CREDENTIAL, deployedWorld } from './world.ts';

type World = ReturnType<typeof deployedWorld>;
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const jwt = (endsAt: Date) =>
  `e30.${Buffer.from(JSON.stringify({ exp: Math.floor(endsAt.getTime() / 1000) })).toString('base64url')}.x`;

async function looked({ ports, onboarding }: World, token = jwt(hours(48))): Promise<Preflight> {
  const credential = { kind: 'bearer', token } as const;
  return Preflight.parse(await preflight(ports, { person: ANN, onboardingId: onboarding.id, credential }));
}
const stateOf = ({ checks }: Preflight, id: PreflightCheck['id']) => checks.find((check) => check.id === id)?.state;

test('where everything holds a run may start', async () => {
  const { checks, mayRun } = await looked(deployedWorld());
  expect(checks.map(({ state }) => state)).toEqual(checks.map(() => 'ok'));
  expect(mayRun).toBe(true);
});

test('a job in quarantine, or not healthy, blocks', async () => {
  const world = deployedWorld();
  const quarantine = { reason: 'r', words: 'Entra stopped.', fix: 'Save working credentials.' };
  world.provisioning.healths = [{ ...HEALTHY, healthy: false, quarantine }];
  const found = await looked(world);
  expect(found).toMatchObject({ mayRun: false });
  expect(found.checks[0]).toMatchObject({ state: 'blocked', evidence: 'Entra stopped.', fix: quarantine.fix });
  world.provisioning.healths = [{ ...HEALTHY, healthy: false }];
  expect(stateOf(await looked(world), 'job-healthy')).toBe('blocked');
});

test('a revoked role is a warning: it is granted again before the run', async () => {
  const world = deployedWorld();
  world.directory.graphRoles.pop();
  const found = await looked(world);
  expect([stateOf(found, 'roles-read-back'), found.mayRun]).toEqual(['warning', true]);
});

test.each([
  ['ok', jwt(hours(48))],
  ['warning', jwt(hours(3))],
  ['blocked', jwt(hours(1))],
  ['unknown', 'opaque-token'],
  ['unknown', 'not.a.jwt'],
])('the token is %s when it is %s', async (state, token) => {
  expect(stateOf(await looked(deployedWorld(), token), 'token-outlives-run')).toBe(state);
});

test('a minted token counts by the end its endpoint names', async () => {
  const world = deployedWorld();
  world.ports.scim = fakeScim(undefined, { expiresAt: hours(1) });
  expect(stateOf(await looked(world), 'token-outlives-run')).toBe('blocked');
});

test('a token endpoint that refuses the credential blocks', async () => {
  const world = deployedWorld();
  world.ports.scim = { ...fakeScim(), bearerToken: () => Promise.reject(new AppError('token-refused', 'HTTP 401')) };
  expect(stateOf(await looked(world), 'token-outlives-run')).toBe('blocked');
});

test('cycles longer than the template waits are a warning', async () => {
  const world = deployedWorld();
  world.provisioning.healths = [{ ...HEALTHY, intervalMinutes: 600 }];
  expect(stateOf(await looked(world), 'cycle-interval')).toBe('warning');
  world.provisioning.healths = [{ ...HEALTHY, intervalMinutes: undefined }];
  expect(stateOf(await looked(world), 'cycle-interval')).toBe('unknown');
});

test('leftovers are named and do not block', async () => {
  const world = deployedWorld();
  const leftover = { id: '1', kind: 'user' as const, name: 'lacreate0a1b2c3d@contoso.example' };
  world.ports.directory = { ...world.ports.directory, findTestObjects: async () => [leftover] };
  const found = await looked(world);
  expect(found.checks.find(({ id }) => id === 'no-leftovers')?.evidence).toContain(leftover.name);
  expect(found.mayRun).toBe(true);
});

test('a Logic App that is gone, or has another identity, blocks; a changed definition warns', async () => {
  const world = deployedWorld();
  const workflow = world.cloud.workflows.get(RESOURCE_ID)!;
  world.cloud.workflows.set(RESOURCE_ID, { ...workflow, definition: { actions: {} } });
  expect(stateOf(await looked(world), 'logic-app-present')).toBe('warning');
  world.cloud.workflows.set(RESOURCE_ID, { ...workflow, identityPrincipalId: 'another' });
  expect(stateOf(await looked(world), 'logic-app-present')).toBe('blocked');
  world.cloud.workflows.delete(RESOURCE_ID);
  expect(stateOf(await looked(world), 'logic-app-present')).toBe('blocked');
});

test('an active run blocks, whoever started it', async () => {
  const world = deployedWorld();
  const { startedAt } = aRun();
  world.cloud.runs.push({
    runName: 'other',
    workflowResourceId: RESOURCE_ID,
    versionId: 'v0',
    status: 'Running',
    startedAt: startedAt.toISOString(),
  });
  expect(stateOf(await looked(world), 'no-run-active')).toBe('blocked');
});

test('what could not be looked at is unknown; missing consent is asked for', async () => {
  const world = deployedWorld();
  const failing = (code: 'upstream-unavailable' | 'consent-required') => () => Promise.reject(new AppError(code, 'x'));
  world.ports.directory = { ...world.ports.directory, graphRolesOf: failing('upstream-unavailable') };
  expect(stateOf(await looked(world), 'roles-read-back')).toBe('unknown');
  world.ports.directory = { ...world.ports.directory, graphRolesOf: failing('consent-required') };
  await expect(looked(world)).rejects.toMatchObject({ code: 'consent-required' });
});

test('before the Logic App is deployed there is nothing to check', async () => {
  await expect(looked(deployedWorld({ logicApp: undefined }), CREDENTIAL.token)).rejects.toMatchObject({
    code: 'step-not-open',
  });
});

test('nobody is asked to let the portal write users only to look for leftovers', async () => {
  const world = deployedWorld();
  const refused = () => Promise.reject(new AppError('consent-required', 'This needs a permission.'));
  world.ports.directory = { ...world.ports.directory, findTestObjects: refused };
  const found = await looked(world);
  expect([stateOf(found, 'no-leftovers'), found.mayRun]).toEqual(['unknown', true]);
});
