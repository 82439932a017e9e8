import type { CapabilityFlag } from '#lib/rules/test-catalogue.ts';
import type { CheckId } from '../catalogue/catalogue.ts';
import { GROUP_CREATED, USER_CREATED, USER_UPDATED } from './consumption.ts';
import { rely, type Reliance, type TemplateReliances, type TestReliances } from './reliance.ts';

/**
 * The 24 tests of the Standard generation. It cannot be run here: what stands here was read from its definitions and is a
 * forecast. Every address is asked with the token, so that holds for all of them.
 */

/** Here answers are read strictly: totalResults, letter case and the status of DELETE count. */
const strict = (relies: readonly Reliance[]): Reliance[] =>
  relies.map(({ check, because, when }) => ({ check, because, ...(when ? { when } : {}) }));

const USER = strict([...USER_CREATED, rely('F02', 'the user is first looked for before it is there'), ...plus()]);
const GROUP = strict([...GROUP_CREATED, ...plus()]);
const HARD_DELETED = [
  rely('X01', 'the user is removed for good by DELETE'),
  rely('X02', 'GET of the removed user must answer 404'),
];
const DISABLED = rely('M16', 'active is sent as the text "False"');
const MEMBER_ADDED = rely('G09', 'a member is added by a PATCH', { fatal: /lists? (?:no members|members only)/ });
const ON_DEMAND = 'Whether provisioning on demand is allowed decides, which no request to the endpoint tells.';
const CREATED_BY_TEST = 'the test itself creates it with a POST';

function plus(): Reliance[] {
  return [rely('F15', 'the provisioning service writes the spaces of a filter as +')];
}

type Extra = Pick<TestReliances, 'gate' | 'beyond'>;
const test = (name: string, title: string, relies: readonly Reliance[], extra: Extra = {}): TestReliances => ({
  test: name,
  title,
  relies,
  ...extra,
});
const pages = (...checks: CheckId[]): Reliance[] =>
  checks.map((check) => rely(check, 'more than ten are read page by page'));
const only = (gate: CapabilityFlag): Extra => ({ gate });
const GROUPS = only('IsGroupSupported');

const USER_TESTS = [
  test('Create_User_Test', 'Create a user', USER),
  test('Update_User_Test', 'Update a user', [...USER, ...USER_UPDATED]),
  test(
    'Disable_User_Test',
    'Disable a user',
    [...USER, DISABLED, ...strict([rely('R04', 'the disabled user must still be found')])],
    only('IsSoftDeleted'),
  ),
  test('Delete_User_Test', 'Delete a user', [...USER, ...HARD_DELETED]),
  test(
    'User_Update_Manager_Test',
    'Set, change and remove a manager',
    [...USER, rely('M11', 'the manager is sent as a plain id'), rely('M14', 'the manager is taken away with "Remove"')],
    only('IsManagerAttributeSupported'),
  ),
  test('Restore_User_Test', 'Take a user out of scope and back', [
    ...USER,
    rely('M16', 'a user out of scope is disabled', { when: { flag: 'IsSoftDeleted', is: true } }),
    rely('M17', 'the user who comes back is enabled with the text "True"', {
      when: { flag: 'IsSoftDeleted', is: true },
    }),
    rely('X04', 'the user who comes back is created anew', { when: { flag: 'IsSoftDeleted', is: false } }),
  ]),
];

const GROUP_TESTS = [
  test('Create_Group_Test', 'Create a group', GROUP, GROUPS),
  test('Update_Group_Test', 'Rename a group', [...GROUP, rely('G08', 'the new name is sent by a PATCH')], GROUPS),
  test('Delete_Group_Test', 'Delete a group', [...GROUP, rely('G21', 'the group is removed by DELETE')], GROUPS),
  test('Group_Update_Add_Member_Test', 'Add a member to a group', [...USER, ...GROUP, MEMBER_ADDED], GROUPS),
  test(
    'Group_Update_Remove_Member_Test',
    'Remove a member from a group',
    [...USER, ...GROUP, MEMBER_ADDED, rely('G13', 'the member is removed by a PATCH')],
    GROUPS,
  ),
];

const SCIM_TESTS = [
  test('Schema_Discoverability_Test', 'Find every mapped attribute in /Schemas', [
    rely('D04', '/Schemas is read'),
    rely('D05', 'the core schemas are looked for'),
    rely('D06', 'attributes of the enterprise extension are mapped'),
    rely('D07', 'attributes are compared by name'),
  ]),
  test('SCIM_Null_Update_Test', 'Empty optional attributes', [
    rely('U01', CREATED_BY_TEST),
    rely('M19', 'attributes are replaced by ""'),
    rely('M20', 'attributes are replaced by null'),
  ]),
  test('SCIM_User_Create_Test', 'Create a user directly', [
    rely('U01', CREATED_BY_TEST),
    rely('U04', 'userName is compared with what was sent'),
  ]),
  test('SCIM_Group_Create_Test', 'Create a group directly', [rely('G01', CREATED_BY_TEST)], GROUPS),
  test('SCIM_User_Update_Test', 'Update a user directly', [
    rely('U01', CREATED_BY_TEST),
    rely('D04', '/Schemas says what can be changed'),
    rely('M01', 'values are sent with the operation "Replace"'),
    rely('M21', 'every attribute is replaced and compared'),
  ]),
  test(
    'SCIM_Group_Update_Test',
    'Update a group directly',
    [rely('G01', CREATED_BY_TEST), rely('G08', 'displayName is replaced')],
    GROUPS,
  ),
  test('Validate_Credentials_Test', 'Get a token and read users with it', [
    rely('A04', 'the token comes from the token endpoint; a fixed token fails'),
    rely('P01', 'the first page of users is read'),
  ]),
  test('Federated_Identity_Test', 'Exchange a token of Microsoft Entra ID', [], {
    beyond: 'Only the token service is asked, not the endpoint: no check tells.',
  }),
  test('SCIM_User_Pagination_Test', 'Page through users', [
    rely('U01', CREATED_BY_TEST),
    ...pages('P01', 'P02', 'P05'),
  ]),
  test('SCIM_Group_Pagination_Test', 'Page through groups', [rely('G01', CREATED_BY_TEST), ...pages('P10')], GROUPS),
];

export const STANDARD: TemplateReliances = {
  id: 'standard',
  title: 'Microsoft’s templates for Logic Apps Standard',
  isForecast: true,
  everywhere: [rely('A06', 'every request carries the token')],
  // In the order of the template's own results.
  tests: [
    ...USER_TESTS,
    ...GROUP_TESTS,
    ...SCIM_TESTS,
    test('POD_User_Test', 'Provision a user on demand', USER, { beyond: ON_DEMAND }),
    test('POD_Group_Test', 'Provision a group on demand', GROUP, { ...GROUPS, beyond: ON_DEMAND }),
    test(
      'Restore_Group_Test',
      'Take a group out of scope and back',
      [...GROUP, rely('G21', 'the group out of scope is deleted')],
      GROUPS,
    ),
  ],
};
