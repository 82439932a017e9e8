import { expect, test } from 'vitest';
import { kindOfIdentifier, type IdentifierKind } from './identifiers.ts';

const RUN = '08584241990693220123474542218CU00';
const SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';
const WORKFLOW = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Logic/workflows/validation`;
const ENCODED = encodeURIComponent(`${WORKFLOW}/runs/${RUN}`);
const BLADE = 'https://portal.azure.com/#view/Microsoft_Azure_EMA/LogicAppsMonitorBlade/runid';
const id = (digit: string) => SUBSCRIPTION.replaceAll('1', digit);
const KNOWN = {
  'submission-id': id('2'),
  'application-id': id('3'),
  'service-principal-id': id('4'),
  'tenant-id': id('5'),
  'subscription-id': SUBSCRIPTION,
};

test.each([
  ['a link', `${BLADE}/${ENCODED}`],
  ['a link that was encoded twice', `${BLADE}/${encodeURIComponent(ENCODED)}`],
  ['an older link', `https://portal.azure.com/#blade/Microsoft_Azure_EMA/LogicAppsMonitorBlade/runid/${ENCODED}?x=y`],
  ['an ARM address', `https://management.azure.com${WORKFLOW}/runs/${RUN}?api-version=2019-05-01`],
  ['a resource id with spaces around', `  ${WORKFLOW}/runs/${RUN.toLowerCase()}\n`],
])('%s leads to its run and its Logic App', (_what, pasted) => {
  expect(kindOfIdentifier(pasted)).toEqual({ kind: 'run-link', runName: RUN, workflowId: WORKFLOW });
});

test.each<[IdentifierKind, string]>([
  ['run-id', RUN],
  ['logic-app', `https://portal.azure.com/#@contoso.example/resource${WORKFLOW}/logicApp`],
  ['job-id', `scim.${'a'.repeat(32)}.${id('6')}`],
  ['submission-id', id('2')],
  ['application-id', id('3').toUpperCase()],
  ['service-principal-id', id('4')],
  ['tenant-id', id('5')],
  ['subscription-id', SUBSCRIPTION],
  ['other-id', id('7')],
  ['unknown', 'https://portal.azure.com/'],
  ['unknown', '%E0%A4%A'],
  ['unknown', ''],
])('%s is told from %s', (kind, pasted) => {
  expect(kindOfIdentifier(pasted, KNOWN).kind).toBe(kind);
});
