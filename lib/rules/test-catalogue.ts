/** The ten tests of the Consumption generation, in the order in which results list them. */
export const TESTS = [
  'Create_User_Test',
  'Update_User_Test',
  'Disable_User_Test',
  'Delete_User_Test',
  'User_Update_Manager_Test',
  'Create_Group_Test',
  'Update_Group_Test',
  'Delete_Group_Test',
  'Group_Update_Add_Member_Test',
  'Group_Update_Remove_Member_Test',
] as const;
export type TestId = (typeof TESTS)[number];

/** What an application may declare not to support; the name of the template's parameter. */
export type CapabilityFlag = 'IsSoftDeleted' | 'IsGroupSupported' | 'IsManagerAttributeSupported';

export type CatalogueEntry = {
  id: TestId;
  title: string;
  area: 'users' | 'groups';
  /** Runs only if the application declares this. */
  gate?: CapabilityFlag;
  /** For people: what a pass proves. */
  proves: string;
  /** What our verdict demands beyond the template's own. */
  checks: string[];
};

const LOG = (action: string) => `the provisioning log reports ${action} with success`;

export const TEST_CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: 'Create_User_Test',
    title: 'Create a user',
    area: 'users',
    proves: 'A user who is assigned to your application appears in it.',
    checks: ['the user is found by its user name', LOG('Create')],
  },
  {
    id: 'Update_User_Test',
    title: 'Update a user',
    area: 'users',
    proves: 'Changed attributes of a user arrive, every directly mapped one.',
    checks: ['each mapped attribute has the new value', LOG('Update')],
  },
  {
    id: 'Disable_User_Test',
    title: 'Disable a user',
    area: 'users',
    gate: 'IsSoftDeleted',
    proves: 'A user who is blocked from signing in becomes inactive in your application.',
    checks: ['active is the boolean false', LOG('Disable')],
  },
  {
    id: 'Delete_User_Test',
    title: 'Delete a user',
    area: 'users',
    proves: 'A user who is deleted in the directory is removed from your application or made inactive.',
    checks: ['the user is gone or inactive, in an answer with status 200', LOG('Disable or Delete')],
  },
  {
    id: 'User_Update_Manager_Test',
    title: 'Set, change and remove a manager',
    area: 'users',
    gate: 'IsManagerAttributeSupported',
    proves: 'The manager of a user is kept as a reference to another user.',
    checks: [
      'the manager’s value is the id of the right user, then of the other one, then empty',
      LOG('three updates of the manager'),
    ],
  },
  {
    id: 'Create_Group_Test',
    title: 'Create a group',
    area: 'groups',
    gate: 'IsGroupSupported',
    proves: 'A group that is assigned to your application appears in it.',
    checks: ['the group is found by its name', LOG('Create')],
  },
  {
    id: 'Update_Group_Test',
    title: 'Rename a group',
    area: 'groups',
    gate: 'IsGroupSupported',
    proves: 'A changed group name arrives.',
    checks: ['the group is found by its new name', LOG('Update')],
  },
  {
    id: 'Delete_Group_Test',
    title: 'Delete a group',
    area: 'groups',
    gate: 'IsGroupSupported',
    proves: 'A group that is deleted in the directory is removed from your application.',
    checks: ['no group of that name is left, in an answer with status 200', LOG('Delete')],
  },
  {
    id: 'Group_Update_Add_Member_Test',
    title: 'Add a member to a group',
    area: 'groups',
    gate: 'IsGroupSupported',
    proves: 'A user who joins a group becomes its member in your application.',
    checks: ['the group’s members contain the user’s id', LOG('an update of the members')],
  },
  {
    id: 'Group_Update_Remove_Member_Test',
    title: 'Remove a member from a group',
    area: 'groups',
    gate: 'IsGroupSupported',
    proves: 'A user who leaves a group is no longer its member in your application.',
    checks: ['the group’s members contain the user’s id before, and lack it after', LOG('an update of the members')],
  },
];

export function catalogueEntry(id: TestId): CatalogueEntry {
  return TEST_CATALOGUE.find((entry) => entry.id === id)!;
}
