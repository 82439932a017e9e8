import { expect, test } from 'vitest';
import { DOCUMENTATION_TOPICS, topicsOf } from '#lib/rules/documentation-topics.ts';
import { findSecrets } from '#lib/rules/find-secrets.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import { ANN, EVE, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeOnboardings } from '../record/fakes.ts';
import { documentationDraft, readDocumentationDraft } from './documentation-draft.ts';

const PLANTED = 'k7Gq2-Zp81mVtRw0Lx';
const attribute = (source: string, target: string, changes = {}) => {
  return {
    ...{ source, target, sourceKind: 'attribute' as const, matchingPrecedence: 0, apply: 'Always' },
    ...changes,
  };
};
const USERS: ObjectMapping = {
  ...{ name: 'Users', kind: 'user', enabled: true, flow: 'Add, Update, Delete' },
  attributes: [
    attribute('userPrincipalName', 'userName', { matchingPrecedence: 1 }),
    attribute(`Switch([IsSoftDeleted], "${PLANTED}")`, 'active', { sourceKind: 'function' }),
    attribute(PLANTED, 'title', { sourceKind: 'constant' }),
  ],
};
const GROUPS: ObjectMapping = {
  ...USERS,
  name: 'Groups',
  kind: 'group',
  attributes: [attribute('displayName', 'displayName')],
};
const ONBOARDING = anOnboarding({
  name: 'Payroll',
  scimEndpoint: `https://ann:${PLANTED}@api.acme.example/scim/v2?token=${PLANTED}`,
  authentication: 'client-credentials',
  mappings: [USERS, GROUPS],
});

test.each([
  ['with everything known', ONBOARDING],
  ['with a bearer token', anOnboarding({ authentication: 'bearer', mappings: [USERS] })],
  ['with nothing known yet', anOnboarding()],
])('the draft covers every topic: %s', (_what, onboarding) => {
  expect(topicsOf(documentationDraft(onboarding))).toEqual([...DOCUMENTATION_TOPICS]);
});

test('it shows the real endpoint, attributes and groups', () => {
  const draft = documentationDraft(ONBOARDING);
  expect(draft).toContain('    https://api.acme.example/scim/v2\n');
  expect(draft).toContain('| `userName` | `userPrincipalName` | Yes |');
  expect(draft).toContain('| `active` | calculated from `IsSoftDeleted` |');
  expect(draft).toContain('| `title` | a fixed value |');
  expect(draft).toContain('### Attributes of groups');
  expect(draft).toContain('client secret');
});

test('groups that are not mapped are said to be not supported', () => {
  const draft = documentationDraft({ ...ONBOARDING, mappings: [USERS, { ...GROUPS, enabled: false }] });
  expect(draft).toContain('| Groups (`/Groups`) | Not supported |');
  expect(draft).not.toContain('Attributes of groups');
});

test('no secret, no literal and nothing of the vendor’s tenant is in it', () => {
  const draft = documentationDraft(ONBOARDING);
  expect(draft).not.toContain(PLANTED);
  expect(findSecrets(draft)).toEqual([]);
  expect(draft).not.toContain(ONBOARDING.tenantId);
});

test('what only the vendor knows is marked, and a name cannot break a table', () => {
  const draft = documentationDraft({ ...ONBOARDING, name: 'Pay|roll\n# Evil <script>' });
  expect(draft.match(/Write here:/g)?.length).toBeGreaterThan(5);
  expect(draft).not.toMatch(/^# Evil/m);
  expect(draft).not.toContain('<script>');
});

test('it is a file for those the onboarding is open to', async () => {
  const { directory } = fakeDirectory();
  const ports = { onboardings: fakeOnboardings([ONBOARDING]), directory, probes: { list: async () => [] } };
  const ask = { person: ANN, onboardingId: ONBOARDING.id };
  expect(await readDocumentationDraft(ports, ask)).toMatchObject({ name: 'Payroll-provisioning-guide.md' });
  await expect(readDocumentationDraft(ports, { ...ask, person: EVE })).rejects.toMatchObject({ code: 'not-found' });
});
