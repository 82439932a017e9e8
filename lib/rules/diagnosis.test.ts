import { expect, test } from 'vitest';
import { diagnose, DIAGNOSIS_PATTERNS } from './diagnosis.ts';

test.each([
  ['optional-flag-in-endpoint', 'GET https://app.example/scim?aadOptscim062020/Users: 400'],
  ['log-permission-missing', 'Microsoft Graph answered with status 403 (Authentication_MSGraphPermissionMissing).'],
  ['graph-permission-missing', 'Delete_Group_Test__delete__act failed (status 403, Authorization_RequestDenied).'],
  ['job-in-quarantine', 'SystemForCrossDomainIdentityManagementInvalidCredentials'],
  ['assignment-race', 'Create_Group_Test__create__assign failed (status 404, Request_ResourceNotFound).'],
  ['empty-filter-not-found', 'Create_User_Test__create__absent failed (status 404).'],
  ['empty-filter-not-found', 'Create_Group_Initial_Verify_Group_Exists failed (status 404).'],
  ['boolean-as-text', 'Not shown by the application: active is true, not the boolean false.'],
  ['members-not-kept', 'Not shown by the application: 42 is not a member of the group (0 in all).'],
  ['manager-not-kept', 'Not shown by the application: The manager is missing, not 42.'],
  ['value-not-allowed', 'preferredLanguage: xx is not one of the canonical values: [en, fr]'],
  ['throttled', 'The application answered with status 429, not 200.'],
  ['token-refused', 'The application answered with status 401, not 200.'],
  ['no-logs', 'Verify_Provisioning_Logs: NO_LOGS_FOUND'],
])('%s is found first', (id, said) => {
  expect(diagnose(said)[0]?.id).toBe(id);
});

test('a missing permission comes before the missing logs it causes', () => {
  const found = diagnose('NO_LOGS_FOUND', undefined, 'Authentication_MSGraphPermissionMissing').map(({ id }) => id);
  expect(found).toEqual(['log-permission-missing', 'no-logs']);
});

test('what no pattern knows is not guessed at', () => {
  expect(diagnose('The application answered with status 418, not 200.')).toEqual([]);
});

test('every pattern says what to do, and no two share an id', () => {
  expect(new Set(DIAGNOSIS_PATTERNS.map(({ id }) => id)).size).toBe(DIAGNOSIS_PATTERNS.length);
  expect(DIAGNOSIS_PATTERNS.filter(({ cause, fix, who }) => !cause || !fix || who.length === 0)).toEqual([]);
});
