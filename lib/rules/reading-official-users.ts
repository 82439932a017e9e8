import { log, MANAGER_REMOVED, MANAGER_SET, present, scim } from './reading.ts';
import type { TestReading } from './reading.ts';

/** The user tests of Microsoft's Consumption template 3.1. A test checks the names against the file. */

export const OFFICIAL_USER_TESTS: TestReading[] = [
  {
    test: 'Create_User_Test',
    phases: [
      {
        name: 'create',
        scope: 'Create_User_Test_Actions',
        steps: ['Create_User_Initial_Verify_User_Exists', 'Create_User_Graph', 'Assign_User_To_App'],
        proofs: [present('SCIM_Query_Created_User'), log('Verify_Provisioning_Logs', 'create', 'Create_User_Graph')],
      },
    ],
  },
  {
    test: 'Update_User_Test',
    phases: [
      {
        name: 'create',
        scope: 'Update_User_Verify_Creation_And_Provisioning',
        steps: [
          'Update_User_-_Initial_Verify_User_Exists',
          'Update_User_-_Create_User_Graph',
          'Update_User_-_Assign_User_To_App',
        ],
        proofs: [
          present('Update_User_Verify_User_Created'),
          log('Update_Verify_Create_Provisioning_Logs', 'create', 'Update_User_-_Create_User_Graph'),
        ],
      },
      {
        name: 'update',
        scope: 'Update_User_Verify_Update_And_Provisioning',
        steps: ['Update_User_Query_User_By_Id', 'Update_User_Update_User_Attributes'],
        proofs: [
          scim('Update_User_-_Query_User_By_Id_After_Attributes_Update', {
            state: 'attributes',
            sentBy: 'Update_User_Update_User_Attributes',
          }),
          log('Update_Verify_Update_Provisioning_Logs', 'update', 'Update_User_-_Create_User_Graph'),
        ],
      },
    ],
  },
  {
    test: 'Disable_User_Test',
    phases: [
      {
        name: 'create',
        scope: 'DisableUserTest_Phase1_Create_User_And_Verify',
        steps: [
          'DisableUserTest_Disable_Step1_Check_User_Exists',
          'DisableUserTest_Disable_Step2_Create_User',
          'DisableUserTest_Disable_Assign_User_To_App',
        ],
        proofs: [
          present('DisableUserTest_Disable_Step3_Fetch_User_By_Filter'),
          log(
            'DisableUserTest_Disable_Create_Check_Provisioning_Logs',
            'create',
            'DisableUserTest_Disable_Step2_Create_User',
          ),
        ],
      },
      {
        name: 'disable',
        scope: 'DisableUserTest_Phase2_Disable_User_And_Verify',
        steps: [
          'DisableUserTest_Disable_Step4_Query_User_By_Id',
          'DisableUserTest_Disable_Step5_Disable_Or_Delete_User',
        ],
        proofs: [
          scim('DisableUserTest_Disable_Step6_Check_User_After_Disable', { state: 'inactive' }),
          log(
            'DisableUserTest_Disable_Verify_Disable_Provisioning_Logs',
            'disable',
            'DisableUserTest_Disable_Step2_Create_User',
          ),
        ],
      },
    ],
  },
  {
    test: 'Delete_User_Test',
    phases: [
      {
        name: 'create',
        scope: 'DeleteUser_Phase1_Verify_Creation_And_Provisioning',
        steps: [
          'DeleteUser_Check_Delete_User_Exists_Initial',
          'DeleteUser_Create_Delete_User_Graph',
          'DeleteUser_Assign_Delete_User_To_App',
        ],
        proofs: [
          present('DeleteUser_Check_User_Synced'),
          log('DeleteUser_Verify_Provisioning_Logs', 'create', 'DeleteUser_Create_Delete_User_Graph'),
        ],
      },
      {
        name: 'delete',
        scope: 'DeleteUser_Phase2_Verify_Deletion_And_Provisioning',
        steps: ['DeleteUser_Query_User_By_Id', 'DeleteUser_Delete_User_From_Graph'],
        proofs: [
          scim('DeleteUser_Check_User_Deleted', { state: 'gone-or-inactive' }),
          log(
            ['DeleteUser_Verify_Disable_Provisioning_Logs', 'DeleteUser_Verify_Delete_Provisioning_Logs'],
            ['disable', 'delete'],
            'DeleteUser_Create_Delete_User_Graph',
          ),
        ],
      },
    ],
  },
];

export const OFFICIAL_MANAGER_TEST: TestReading = {
  test: 'User_Update_Manager_Test',
  phases: [
    {
      name: 'create',
      scope: 'Phase1_Create_Users_And_Initial_Sync',
      steps: [
        'Step1_Check_User_Exists',
        'Step2_Create_Test_User',
        'Step3_Create_Initial_Manager',
        'Step4_Create_New_Manager',
        'Step5_Assign_Test_User_To_App',
        'Step6_Assign_Initial_Manager_To_App',
        'Step7_Assign_New_Manager_To_App',
      ],
      proofs: [
        present('SCIM_Query_Test_User'),
        present('SCIM_Query_Initial_Manager'),
        present('SCIM_Query_New_Manager'),
        log('Verify_Test_User_Provisioning_Logs', 'create', 'Step2_Create_Test_User'),
        log('Verify_Initial_Manager_Provisioning_Logs', 'create', 'Step3_Create_Initial_Manager'),
        log('Verify_New_Manager_Provisioning_Logs', 'create', 'Step4_Create_New_Manager'),
      ],
    },
    {
      name: 'set',
      scope: 'Phase2_Set_Manager',
      steps: [
        'Step1_Set_Manager_Relationship',
        'DoUntil_Wait_For_Manager_Set',
        'DoUntil_Poll_Set_Manager_Provisioning_Logs',
      ],
      proofs: [
        scim('SCIM_Verify_Manager_Set', { state: 'manager', foundBy: 'SCIM_Query_Initial_Manager' }),
        log('Verify_Set_Manager_Provisioning_Logs', 'update', 'Step2_Create_Test_User', MANAGER_SET),
      ],
    },
    {
      name: 'change',
      scope: 'Phase3_Change_Manager',
      steps: [
        'Step1_Change_Manager_Relationship',
        'DoUntil_Wait_For_Manager_Change',
        'DoUntil_Poll_Change_Manager_Provisioning_Logs',
      ],
      proofs: [
        scim('SCIM_Verify_Manager_Change', { state: 'manager', foundBy: 'SCIM_Query_New_Manager' }),
        log('Verify_Change_Manager_Provisioning_Logs', 'update', 'Step2_Create_Test_User', MANAGER_SET),
      ],
    },
    {
      name: 'remove',
      scope: 'Phase4_Remove_Manager',
      steps: [
        'Step1_Remove_Manager_Relationship',
        'DoUntil_Wait_For_Manager_Remove',
        'DoUntil_Poll_Remove_Manager_Provisioning_Logs',
      ],
      proofs: [
        scim('SCIM_Verify_Manager_Remove', { state: 'no-manager' }),
        log('Verify_Remove_Manager_Provisioning_Logs', 'update', 'Step2_Create_Test_User', MANAGER_REMOVED),
      ],
    },
  ],
};
