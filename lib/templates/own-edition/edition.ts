import type { Action, Actions, WorkflowDefinition } from '../workflow.ts';
import { cleanup } from './cleanup.ts';
import { addMemberTest, createGroupTest, deleteGroupTest, removeMemberTest, updateGroupTest } from './group-tests.ts';
import { managerTest } from './manager-test.ts';
import { CLEANUP, SETUP } from './names.ts';
import { parameters } from './parameters.ts';
import { phases } from './phase.ts';
import { isEnabled, results, terminate, type Test } from './results.ts';
import { setup } from './setup.ts';
import { after, onlyIf } from './steps.ts';
import { createUserTest, deleteUserTest, disableUserTest, updateUserTest } from './user-tests.ts';

/** Raised with every change of the generated definition; a test pins the hash of each version. */
export const OWN_EDITION_VERSION = '1.0';
export const OWN_EDITION_TRIGGER = 'manual';

const IsGroupSupported = 'IsGroupSupported';
const TESTS: Test[] = [
  { name: 'Create_User_Test', area: 'UserTests', stem: 'createUser', phases: createUserTest() },
  { name: 'Update_User_Test', area: 'UserTests', stem: 'updateUser', phases: updateUserTest() },
  {
    name: 'Disable_User_Test',
    area: 'UserTests',
    needs: 'IsSoftDeleted',
    stem: 'disableUser',
    phases: disableUserTest(),
  },
  { name: 'Delete_User_Test', area: 'UserTests', stem: 'deleteUser', phases: deleteUserTest() },
  {
    name: 'User_Update_Manager_Test',
    area: 'UserTests',
    needs: 'IsManagerAttributeSupported',
    stem: 'manager',
    phases: managerTest(),
  },
  {
    name: 'Create_Group_Test',
    area: 'GroupTests',
    needs: IsGroupSupported,
    stem: 'createGroup',
    phases: createGroupTest(),
  },
  {
    name: 'Update_Group_Test',
    area: 'GroupTests',
    needs: IsGroupSupported,
    stem: 'updateGroup',
    phases: updateGroupTest(),
  },
  {
    name: 'Delete_Group_Test',
    area: 'GroupTests',
    needs: IsGroupSupported,
    stem: 'deleteGroup',
    phases: deleteGroupTest(),
  },
  {
    name: 'Group_Update_Add_Member_Test',
    area: 'GroupTests',
    needs: IsGroupSupported,
    stem: 'addMember',
    phases: addMemberTest(),
  },
  {
    name: 'Group_Update_Remove_Member_Test',
    area: 'GroupTests',
    needs: IsGroupSupported,
    stem: 'removeMember',
    phases: removeMemberTest(),
  },
];

/** Our edition of the Consumption validation template: the same parameters, tests and results list as the official one (docs/decisions/0005). */
export function ownEdition(): WorkflowDefinition {
  return {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    parameters: parameters(OWN_EDITION_VERSION),
    triggers: { [OWN_EDITION_TRIGGER]: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions: {
      ...setup(),
      ...Object.fromEntries(TESTS.map((test): [string, Action] => [test.name, runTest(test)])),
      ...results(TESTS),
      ...cleanup(),
      ...terminate(CLEANUP.forEach),
    } satisfies Actions,
    outputs: {},
  };
}

/** All tests run side by side once the preparation has succeeded. */
function runTest(test: Test): Action {
  return after(onlyIf(isEnabled(test), phases(test.phases)), [SETUP.scope]);
}
