import { log, MEMBER_ADDED, MEMBER_REMOVED, present, scim } from './reading.ts';
import type { TestReading } from './reading.ts';

/** The group tests of Microsoft's Consumption template 3.1. A test checks the names against the file. */

export const OFFICIAL_GROUP_TESTS: TestReading[] = [
  {
    test: 'Create_Group_Test',
    phases: [
      {
        name: 'create',
        scope: 'Create_Group_Test_Actions',
        steps: [
          'Create_Group_Initial_Verify_Group_Exists',
          'Create_Group_Create_Group_Graph',
          'Create_Group_Assign_Group_To_App',
        ],
        proofs: [
          present('Create_Group_Query_Create_Group'),
          log('Verify_Group_Provisioning_Logs', 'create', 'Create_Group_Create_Group_Graph'),
        ],
      },
    ],
  },
  {
    test: 'Update_Group_Test',
    phases: [
      {
        name: 'create',
        scope: 'Update_Group_Verify_Creation_And_Provisioning',
        steps: [
          'Update_Group_Initial_Verify_Group_Exists',
          'Update_Group_Create_Group_Graph',
          'Update_Group_Assign_To_App',
        ],
        proofs: [
          present('Update_Group_Check_Group_Create'),
          log('Update_Group_Verify_Create_Provisioning', 'create', 'Update_Group_Create_Group_Graph'),
        ],
      },
      {
        name: 'update',
        scope: 'Update_Group_Verify_Update_And_Provisioning',
        steps: ['Update_Group_Query_Group_By_Id', 'Update_Group_Update_Group_Attributes'],
        proofs: [
          scim('Update_Group_Query_Group_By_Id_After_Attributes_Update', {
            state: 'named',
            sentBy: 'Update_Group_Update_Group_Attributes',
          }),
          log('Update_Group_Verify_Update_Provisioning', 'update', 'Update_Group_Create_Group_Graph'),
        ],
      },
    ],
  },
  {
    test: 'Delete_Group_Test',
    phases: [
      {
        name: 'create',
        scope: 'Delete_Group_Verify_Creation_And_Provisioning',
        steps: ['Delete_Step1_Check_Group_Exists', 'Delete_Step2_Create_Group', 'Delete_Group_Assign_App_Role'],
        proofs: [
          present('Delete_Step3_Fetch_Group_By_Filter'),
          log('Delete_Group_Verify_Create_Provisioning_Logs', 'create', 'Delete_Step2_Create_Group'),
        ],
      },
      {
        name: 'delete',
        scope: 'Delete_Group_Verify_Delete_And_Provisioning',
        steps: ['Delete_Step4_Query_Group_By_Id', 'Delete_Step5_Delete_Group_By_Id'],
        proofs: [
          scim('Delete_Step6_Check_Group_Exists_Final', { state: 'gone' }),
          log('Delete_Group_Verify_Delete_Provisioning_Logs', 'delete', 'Delete_Step2_Create_Group'),
        ],
      },
    ],
  },
];

export const OFFICIAL_MEMBER_TESTS: TestReading[] = [
  {
    test: 'Group_Update_Add_Member_Test',
    phases: [
      {
        name: 'create',
        scope: 'Add_Member_Verify_Creation_And_Provisioning',
        steps: [
          'Add_Step1_Check_Group_Exists',
          'Add_Step2_Create_Group',
          'Add_Step3_Create_Member_User',
          'Add_Assign_User_To_App',
          'Add_Assign_Group_To_App',
        ],
        proofs: [
          present('Add_Step4_Check_Group_And_User'),
          present('Add_Step4_Check_User'),
          log('Add_Member_Verify_Group_Create_Provisioning_Logs', 'create', 'Add_Step2_Create_Group'),
          log('Add_Member_Verify_User_Create_Provisioning_Logs', 'create', 'Add_Step3_Create_Member_User'),
        ],
      },
      {
        name: 'add',
        scope: 'Add_Member_Verify_Update_And_Provisioning',
        steps: ['Add_Step5_Add_User_To_Group'],
        proofs: [
          scim('Add_Step6_Query_Group_With_Members', { state: 'member', foundBy: 'Add_Step4_Check_User' }),
          log('Add_Member_Verify_Add_Member_Provisioning_Logs', 'update', 'Add_Step2_Create_Group', MEMBER_ADDED),
        ],
      },
    ],
  },
  {
    test: 'Group_Update_Remove_Member_Test',
    phases: [
      {
        name: 'create',
        scope: 'Remove_Member_Test_-_Verify_Creation_And_Provisioning',
        steps: [
          'Remove_Step1_Check_Group_Exists',
          'Remove_Step2_Create_Group',
          'Remove_Step3_Create_Member_User',
          'Remove_Assign_User_To_App',
          'Remove_Assign_Group_To_App',
          'Remove_Step4_Add_User_To_Group',
        ],
        proofs: [
          scim('Remove_Step4a_Check_Group_With_Member', { state: 'member', foundBy: 'Remove_Step4b_Check_User' }),
          present('Remove_Step4b_Check_User'),
          log(
            'Remove_Member_Verify_Group_Create_Provisioning_Logs',
            'update',
            'Remove_Step2_Create_Group',
            MEMBER_ADDED,
          ),
          log('Remove_Member_Verify_User_Create_Provisioning_Logs', 'create', 'Remove_Step3_Create_Member_User'),
        ],
      },
      {
        name: 'remove',
        scope: 'Remove_Member_Verify_Update_And_Provisioning',
        steps: ['Remove_Step5_Remove_User_From_Group'],
        proofs: [
          scim('Remove_Step6_Query_Group_After_Remove', { state: 'no-member', foundBy: 'Remove_Step4b_Check_User' }),
          log(
            'Remove_Member_Verify_Remove_Member_Provisioning_Logs',
            'update',
            'Remove_Step2_Create_Group',
            MEMBER_REMOVED,
          ),
        ],
      },
    ],
  },
];
