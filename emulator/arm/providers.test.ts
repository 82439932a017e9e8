import { expect, test, vi } from 'vitest';
import {
  errorOf,
  FRESH_SUBSCRIPTION,
  NOBODY,
  ROLES,
  startArm,
  SUBSCRIPTION,
  workflowBody,
  type StartedArm,
} from './arm.fixture.ts';

const LOGIC = `/subscriptions/${FRESH_SUBSCRIPTION}/providers/Microsoft.Logic`;
const VERSION = { version: '2021-04-01' };

async function registrationState({ call }: StartedArm, path = LOGIC): Promise<string> {
  const body = (await (await call('GET', path, VERSION)).json()) as { registrationState: string };
  return body.registrationState;
}

test('registering a namespace takes its time', async () => {
  const arm = startArm({ knobs: { armOperationMs: 50_000 } });
  expect(await registrationState(arm)).toBe('NotRegistered');
  const answer = await arm.call('POST', `${LOGIC}/register`, VERSION);
  expect(await answer.json()).toMatchObject({ namespace: 'Microsoft.Logic', registrationState: 'Registering' });
  await vi.waitFor(async () => expect(await registrationState(arm)).toBe('Registered'));
});

test('registering what is registered changes nothing', async () => {
  const arm = startArm({ knobs: { armOperationMs: 1_000_000_000 } });
  const registered = `/subscriptions/${SUBSCRIPTION}/providers/microsoft.logic`;
  await arm.call('POST', `${registered}/register`, VERSION);
  expect(await registrationState(arm, registered)).toBe('Registered');
});

test('a workflow is refused until its namespace is registered', async () => {
  const { call } = startArm();
  const group = `/subscriptions/${FRESH_SUBSCRIPTION}/resourceGroups/rg`;
  await call('PUT', group, { body: { location: 'westeurope' } });
  const refused = await call('PUT', `${group}/providers/Microsoft.Logic/workflows/w`, { body: workflowBody() });
  expect(await errorOf(refused)).toMatchObject({ status: 409, code: 'MissingSubscriptionRegistration' });
});

test('a reader sees the state and may not change it; an unknown namespace is not found', async () => {
  const { call, grant } = startArm();
  grant(NOBODY, ROLES.reader, `/subscriptions/${FRESH_SUBSCRIPTION}`);
  expect((await call('GET', LOGIC, { as: NOBODY, ...VERSION })).status).toBe(200);
  expect((await call('POST', `${LOGIC}/register`, { as: NOBODY, ...VERSION })).status).toBe(403);
  const unknown = await call('GET', `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Web`, VERSION);
  expect(await errorOf(unknown)).toMatchObject({ status: 404, code: 'InvalidResourceNamespace' });
});
