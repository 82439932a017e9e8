import { expect, test } from 'vitest';
import { testsToRepeat, whatChanged, type Fingerprint } from './fingerprint.ts';

const USER = { object: 'Users', enabled: true, matching: 0, apply: 'Always' };
const BEFORE: Fingerprint = {
  endpoint: 'https://scim.example/v2',
  servicePrincipalId: 'sp',
  definitionHash: 'a'.repeat(64),
  parameters: {
    ...{
      IsGroupSupported: true,
      EnabledTests: 'All',
      testUserDomain: 'a.example',
      scimContentType: 'application/scim+json',
    },
    scimEndpoint: 'https://scim.example/v2',
    list: [{ a: 1, b: 2 }],
  },
  mappings: [
    { ...USER, source: 'userPrincipalName', target: 'userName', matching: 1 },
    { ...USER, source: 'givenName', target: 'name.givenName' },
    { ...USER, source: 'manager', target: 'urn:x:User:manager' },
    { ...USER, source: 'Switch()', target: 'active' },
    { ...USER, object: 'Groups', source: 'members', target: 'members' },
  ],
};
const mapped = (target: string, change: object): Fingerprint => ({
  ...BEFORE,
  mappings: BEFORE.mappings!.map((row) => (row.target.endsWith(target) ? { ...row, ...change } : row)),
});
const tests = (now: Fingerprint) => testsToRepeat(whatChanged(BEFORE, now));

test('what is the same, or not known, asks for nothing', () => {
  expect(whatChanged(BEFORE, { ...BEFORE, endpoint: 'https://SCIM.example/v2/?aadOptscim062020' })).toEqual([]);
  expect(whatChanged(BEFORE, {})).toEqual([]);
});

test.each<[string, Fingerprint, string]>([
  ['endpoint', { endpoint: 'https://other.example' }, 'was https://scim.example/v2, and is https://other.example.'],
  ['application', { servicePrincipalId: 'other' }, 'The service principal was sp, and is other.'],
  ['template', { definitionHash: 'b'.repeat(64) }, 'The template was aaaaaaaaaaaa, and is bbbbbbbbbbbb.'],
  [
    'parameters',
    { parameters: { scimContentType: 'application/json' } },
    'The parameter scimContentType was application/scim+json, and is application/json.',
  ],
])('another %s asks for everything', (what, now, words) => {
  const [change] = whatChanged(BEFORE, now);
  expect(change).toMatchObject({ what, tests: 'all', words: expect.stringContaining(words) as string });
  expect(tests(now)).toHaveLength(10);
});

test('a changed mapping asks for the tests that depend on it, and says from what to what', () => {
  const [change] = whatChanged(BEFORE, mapped('givenName', { source: 'displayName' }));
  expect(change?.words).toBe('The mapping Users → name.givenName was givenName, Always, and is displayName, Always.');
  expect(change?.tests).toEqual(['Create_User_Test', 'Update_User_Test']);
});

test.each([
  ['the manager', mapped('manager', { source: 'other' }), ['User_Update_Manager_Test']],
  ['active', mapped('active', { source: 'other' }), ['Disable_User_Test', 'Delete_User_Test']],
  [
    'members',
    mapped('members', { apply: 'Once' }),
    ['Group_Update_Add_Member_Test', 'Group_Update_Remove_Member_Test'],
  ],
])('%s asks for its tests', (_what, now, expected) => {
  expect(tests(now)).toEqual(expected);
});

test('another matching attribute asks for every test of its kind', () => {
  expect(tests(mapped('userName', { source: 'mail' }))).toHaveLength(5);
});

test('mappings that are new or gone are named', () => {
  const [gone] = whatChanged(BEFORE, { mappings: BEFORE.mappings!.filter(({ target }) => target !== 'active') });
  expect(gone?.words).toBe('The mapping Users → active is gone; it was Switch(), Always.');
  const added = { ...USER, source: 'city', target: 'addresses.locality' };
  const [change] = whatChanged(BEFORE, { mappings: [...BEFORE.mappings!, added] });
  expect(change?.words).toBe('The mapping Users → addresses.locality is new: city, Always.');
});

test('a capability that is declared otherwise asks for the tests that it gates', () => {
  const now = { parameters: { IsGroupSupported: false } };
  expect(whatChanged(BEFORE, now)[0]?.words).toBe('The parameter IsGroupSupported was true, and is false.');
  expect(tests(now)).toHaveLength(5);
});

test('what is chosen anew for every run is no change, and neither is the same value written otherwise', () => {
  const chosen = { EnabledTests: 'Create_User_Test', testUserDomain: 'b.example' };
  expect(whatChanged(BEFORE, { parameters: { ...chosen, list: [{ b: 2, a: 1 }] } })).toEqual([]);
  expect(whatChanged(BEFORE, { parameters: { scimEndpoint: 'https://SCIM.example/v2/' } })).toEqual([]);
  expect(whatChanged(BEFORE, { parameters: { scimEndpoint: 'https://easy.example' } })).toHaveLength(1);
});

test('a provisioning job that sends elsewhere asks for everything', () => {
  const [change] = whatChanged(BEFORE, { provisionsTo: 'https://easy.example/scim' });
  expect(change).toMatchObject({ what: 'endpoint', tests: 'all' });
  expect(change?.words).toBe(
    'The run asked https://scim.example/v2, and the provisioning job sends to https://easy.example/scim.',
  );
  expect(whatChanged(BEFORE, { provisionsTo: 'https://scim.example/v2/?aadOptscim062020' })).toEqual([]);
});
