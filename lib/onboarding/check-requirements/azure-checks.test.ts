import { expect, test } from 'vitest';
import { fakeAzure, type AzureState } from '../fakes.ts';
import { azureChecks } from './azure-checks.ts';
import { ASSIGN_ROLES, NEEDED, REGISTER } from './azure-rights.ts';

const S1 = { subscriptionId: 's1', name: 'One', state: 'Enabled' };
const S2 = { subscriptionId: 's2', name: 'Two', state: 'Enabled' };
const DEPLOY = Object.keys(NEEDED);
const at = (id: string) => `/subscriptions/${id}`;
const find = (rule: string, state: Partial<AzureState>) => azureChecks(fakeAzure(state).azure)[rule]!();

test('the effective right for each later operation is told, best place first', async () => {
  const allowed = { [at('s1')]: ['Microsoft.Logic/workflows/read'], [at('s2')]: [...DEPLOY, ASSIGN_ROLES] };
  const { state, table } = await find('azure.subscription', { subscriptions: [S1, S2], allowed });
  expect([state, table?.head]).toEqual(['met', ['Later operation', 'Two', 'One']]);
  expect(table?.rows).toContainEqual(['deploy the Logic App', 'yes', 'no']);
  expect(table?.rows).toContainEqual(['read it back', 'yes', 'yes']);
  expect(table?.rows).toContainEqual(['make a resource group (only where it is needed)', 'no', 'no']);
});

test('what was not looked at is said', async () => {
  const subscriptions = Array.from({ length: 12 }, (_, index) => ({ ...S1, subscriptionId: `s${index}` }));
  const { evidence, table } = await find('azure.subscription', { subscriptions, allowed: { [at('s0')]: ['*'] } });
  expect(evidence).toContain('The table shows 4 of 10 places. 2 more subscriptions were not looked at.');
  expect(table?.head).toHaveLength(5);
});

test.each([
  ['registered', DEPLOY, 'met', 'is registered in: One'],
  ['registering', DEPLOY, 'met', 'is registered in: One'],
  ['not-registered', [...DEPLOY, REGISTER], 'met', 'the portal does it in step 4'],
  ['not-registered', DEPLOY, 'not-met', 'you may not register it'],
  ['unknown', DEPLOY, 'unknown', 'do not let the portal read'],
] as const)('a provider that is %s, with rights %j: %s', async (provider, rights, state, words) => {
  const allowed = { [at('s1')]: [...rights] };
  const found = await find('azure.provider', { subscriptions: [S1], allowed, providers: { s1: provider } });
  expect(found).toMatchObject({ state, evidence: expect.stringContaining(words) });
});

test('a provider counts only where a Logic App may be deployed; without a subscription it is unknown', async () => {
  const allowed = { [at('s2')]: DEPLOY };
  const providers = { s1: 'registered', s2: 'not-registered' } as const;
  expect(await find('azure.provider', { subscriptions: [S1, S2], allowed, providers })).toMatchObject({
    state: 'not-met',
    table: { rows: [['Two', 'not registered', 'no']] },
  });
  expect(await find('azure.provider', {})).toMatchObject({ state: 'unknown' });
});
