import { expect, test } from 'vitest';
import { mappingsOf } from './mappings.ts';
import { type AcceptanceCheckId, checkRun, isAccepted, type RunFacts } from './run-acceptance.ts';
import { goodRun, SCHEMA } from './run-fixture.ts';
import { judgeRun } from './verdict.ts';

const WORKFLOW = '/subscriptions/5ab0/resourceGroups/rg/providers/Microsoft.Logic/workflows/validation';
const run = goodRun('own-consumption');
const good: RunFacts = {
  run: { id: run.runId, workflowId: WORKFLOW, status: 'Succeeded' },
  template: { id: 'own-consumption-1.0', title: 'This portal’s edition' },
  definitionHash: '06420e31',
  parameters: {
    ...run.parameters,
    servicePrincipalId: 'sp-1',
    scimEndpoint: 'https://app.example/scim',
    testUserDomain: 'contoso.example',
  },
  mappings: mappingsOf(SCHEMA),
  verdict: judgeRun(run),
  onboarding: {
    subscriptionId: '5ab0',
    workflowId: WORKFLOW,
    servicePrincipalId: 'SP-1',
    scimEndpoint: 'https://APP.example/scim/?aadOptscim062020',
    verifiedDomains: ['Contoso.example'],
  },
};
const failing = (facts: RunFacts): AcceptanceCheckId[] =>
  checkRun(facts)
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);
const withParameter = (name: string, value: unknown): RunFacts => ({
  ...good,
  parameters: { ...good.parameters, [name]: value },
});
const withRun = (change: object): RunFacts => ({ ...good, run: { ...good.run!, ...change } });
const notReady = { ...good.verdict!, ready: false, blocking: [{ reason: 'Members are ignored.' }] };

test('a good run of this onboarding is accepted, letter case and provisioning flags aside', () => {
  expect(failing(good)).toEqual([]);
  expect(isAccepted(checkRun(good))).toBe(true);
});

test.each<[AcceptanceCheckId, RunFacts]>([
  ['belongs-to-logic-app', withRun({ workflowId: WORKFLOW.replace('validation', 'other') })],
  ['belongs-to-logic-app', withRun({ workflowId: WORKFLOW.replace('5ab0', '5ab01') })],
  ['succeeded', withRun({ status: 'Failed' })],
  ['definition-known', { ...good, template: undefined }],
  ['all-tests-enabled', withParameter('EnabledTests', 'UserTests')],
  ['service-principal', withParameter('servicePrincipalId', 'sp-2')],
  ['endpoint', withParameter('scimEndpoint', 'https://elsewhere.example/scim')],
  ['endpoint', withParameter('scimEndpoint', 'https://app.example/SCIM')],
  ['endpoint', withParameter('scimEndpoint', undefined)],
  ['test-domain', withParameter('testUserDomain', 'fabrikam.example')],
  ['declared-capabilities', withParameter('IsGroupSupported', false)],
  ['declared-capabilities', { ...good, mappings: undefined }],
  ['verdict-ready', { ...good, verdict: notReady }],
  ['verdict-ready', { ...good, verdict: undefined }],
])('%s is the one check that fails', (id, facts) => {
  expect(failing(facts)).toEqual([id]);
  expect(isAccepted(checkRun(facts))).toBe(false);
});

test('a run that Azure does not know fails every check that is about it', () => {
  expect(failing({ ...good, run: undefined })).toEqual(['exists', 'belongs-to-logic-app', 'succeeded']);
});

test('a verdict that is not ready says what blocks', () => {
  const check = checkRun({ ...good, verdict: notReady }).find(({ id }) => id === 'verdict-ready');
  expect(check?.reason).toBe('Members are ignored.');
});

test('no checks at all are no acceptance', () => {
  expect(isAccepted([])).toBe(false);
});
