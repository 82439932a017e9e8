/** The ten tests, by the names that `EnabledTests` and the results list use, in the order of that list. */
export const TEST_NAMES = [
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
export type TestName = (typeof TEST_NAMES)[number];

/**
 * The naming contract that readers of a run rely on: `<test>__<phase>` is a phase, `<test>__<phase>__<what>` a step of it.
 * `what` is one of: absent, create…, assign…, settle, act, poll, scim…, log…, wait, failed, verdict, gate.
 */
export function actionName(test: TestName, phase: string, what?: string): string {
  return what === undefined ? `${test}__${phase}` : `${test}__${phase}__${what}`;
}

export const SETUP = {
  scope: 'Setup',
  listJobs: 'Setup__list_jobs',
  jobId: 'Setup__job_id',
  job: 'Setup__job',
  schema: 'Setup__schema',
  appRoles: 'Setup__app_roles',
  userRole: 'Setup__user_role',
  roleId: 'Setup__role_id',
  ids: 'Setup__ids',
  people: 'Setup__people',
  profile: 'Setup__profile',
  failed: 'Setup__failed',
} as const;

export const RESULTS = {
  evaluate: 'Evaluate_Test_Results',
  final: 'Final_TestResults',
  terminate: 'Terminate_With_Test_Status',
} as const;

export const CLEANUP = { created: 'Cleanup__created', forEach: 'Cleanup', remove: 'Cleanup__delete' } as const;
