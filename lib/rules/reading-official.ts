import { OFFICIAL_GROUP_TESTS, OFFICIAL_MEMBER_TESTS } from './reading-official-groups.ts';
import { OFFICIAL_MANAGER_TEST, OFFICIAL_USER_TESTS } from './reading-official-users.ts';
import type { TemplateReading } from './reading.ts';

/** How Microsoft's Consumption template 3.1 is read. */
export const OFFICIAL_READING: TemplateReading = {
  schema: 'Get_Schema',
  job: 'Get_Job_Details',
  results: 'Final_TestResults',
  evaluation: 'Evaluate_Test_Results',
  preparation: ['List_Existing_Jobs', 'Get_Job_Details', 'Get_Schema', 'Get_App_Roles'],
  tests: [...OFFICIAL_USER_TESTS, OFFICIAL_MANAGER_TEST, ...OFFICIAL_GROUP_TESTS, ...OFFICIAL_MEMBER_TESTS],
};
