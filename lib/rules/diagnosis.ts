/** Who can mend it. */
export type Actor = 'portal' | 'application' | 'tenant-admin' | 'microsoft';

export type DiagnosisPattern = {
  id: string;
  /** Found in what a failed test says: names of actions, codes, messages, log details. */
  signal: RegExp;
  cause: string;
  fix: string;
  who: Actor[];
  /** The portal can mend it by itself. */
  automatic: boolean;
};

/** Known failures, the more specific ones first. Version them with the rule set: a pattern is an opinion about evidence. */
export const DIAGNOSIS_PATTERNS: readonly DiagnosisPattern[] = [
  {
    id: 'optional-flag-in-endpoint',
    signal: /aadOptscim062020/i,
    cause: 'The address that the run uses ends in a flag meant for the provisioning service.',
    fix: 'Leave the flag in the tenant URL of the provisioning settings and remove it from the endpoint of the run.',
    who: ['portal'],
    automatic: true,
  },
  {
    id: 'log-permission-missing',
    signal: /Authentication_MSGraphPermissionMissing/i,
    cause: 'The Logic App’s identity may not read the provisioning logs.',
    fix: 'Grant AuditLog.Read.All and ProvisioningLog.Read.All, wait for a new token, and run again.',
    who: ['portal', 'tenant-admin'],
    automatic: true,
  },
  {
    id: 'licence-missing',
    signal: /Authentication_RequestFromNonPremiumTenantOrB2CTenant/i,
    cause: 'The tenant has no Entra ID P1 or P2, without which the provisioning logs cannot be read.',
    fix: 'Add a licence or a trial of Entra ID P1 to the tenant.',
    who: ['tenant-admin'],
    automatic: false,
  },
  {
    id: 'graph-permission-missing',
    signal: /Authorization_RequestDenied|Insufficient privileges/i,
    cause: 'The Logic App’s identity lacks a Microsoft Graph role, or its token is older than the grant.',
    fix: 'Grant the roles of the template again and run after some ten minutes.',
    who: ['portal', 'tenant-admin'],
    automatic: true,
  },
  {
    id: 'job-in-quarantine',
    signal: /Quarantine|SystemForCrossDomainIdentityManagementInvalidCredentials/i,
    cause: 'The provisioning job is in quarantine because the application refused its credentials.',
    fix: 'Save working credentials, restart the job with a full reset, and run again.',
    who: ['portal', 'application'],
    automatic: true,
  },
  {
    id: 'assignment-race',
    signal: /assign[\s\S]*Request_ResourceNotFound|Request_ResourceNotFound[\s\S]*assign/i,
    cause: 'The directory did not know the new object yet when it was assigned.',
    fix: 'Run again.',
    who: ['portal'],
    automatic: true,
  },
  {
    id: 'wrong-service-principal',
    signal: /(Setup__|List_Existing_Jobs|Get_App_Roles)[\s\S]*(404|Request_ResourceNotFound)/,
    cause: 'The service principal id is not that of the application, but perhaps of the managed identity.',
    fix: 'Deploy with the object id of the enterprise application.',
    who: ['portal'],
    automatic: true,
  },
  {
    id: 'profile-field-missing',
    signal: /InvalidTemplate[\s\S]*property '[^']+' doesn't exist|property '[^']+' (doesn't exist|cannot be selected)/i,
    cause: 'A user profile lacks a field that the template reads.',
    fix: 'Restore the profiles that come with the portal.',
    who: ['portal'],
    automatic: true,
  },
  {
    id: 'empty-filter-not-found',
    signal: /(absent|Initial|Exists)\w*[\s\S]*\b404\b|\b404\b[\s\S]*(absent|Exists)/i,
    cause: 'A filter that matches nothing is answered with 404.',
    fix: 'Answer 200 with totalResults 0 and an empty list.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'filter-not-supported',
    signal:
      /invalidFilter|filter\b[^\n]*\b(fail|not supported|unsupported)|Bad Request[^\n]*filter|\b400\b[^\n]*filter/i,
    cause: 'The application cannot filter by the matching attribute.',
    fix: 'Support eq filters on userName and displayName, and on every attribute used for matching.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'boolean-as-text',
    signal: /not the boolean false|boolean[^\n]*(string|"?False"?)|"False"[^\n]*(invalid|expected)/i,
    cause: 'The provisioning service sends active as the text "False", which the application does not take as false.',
    fix: 'Accept "True" and "False" in any case as booleans, or add the flag aadOptscim062020 to the tenant URL.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'members-not-kept',
    signal: /not a member of the group/i,
    cause:
      'The application answers a change of members with success but does not keep it, or leaves members out of its answers.',
    fix: 'Apply PATCH of members and return them when a group is read.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'manager-not-kept',
    signal: /The manager is (missing|null|"[^"]*"), not/i,
    cause: 'The application does not keep the manager as a reference to another user.',
    fix: 'Store the value of the enterprise extension’s manager and return it.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'value-not-allowed',
    signal: /Schema validation failed|is not one of the canonical values/i,
    cause: 'The application allows only certain values for an attribute.',
    fix: 'Put an allowed value into the user profiles of the run.',
    who: ['portal', 'application'],
    automatic: true,
  },
  {
    id: 'patch-not-supported',
    signal: /Invalid[^\n]*PATCH[^\n]*operation|invalidPath|invalidSyntax/i,
    cause: 'The application refuses the form of PATCH that the provisioning service sends.',
    fix: 'Accept Add, Replace and Remove in any case, and several members in one operation.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'conflict',
    signal: /\b409\b|EntryConflict|uniqueness/i,
    cause: 'The application reports a conflict: a leftover of an earlier run, or an update that is not idempotent.',
    fix: 'Clean up leftovers and run again; then make repeated requests harmless.',
    who: ['portal', 'application'],
    automatic: false,
  },
  {
    id: 'throttled',
    signal: /\b429\b|TooManyRequests|rate limit/i,
    cause: 'The application limits requests below 25 a second.',
    fix: 'Raise the limit for the tenant.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'token-refused',
    signal: /\b401\b|unauthori[sz]ed|token (is )?expired/i,
    cause: 'The application refuses the token of the run; it may have expired midway.',
    fix: 'Use a token that outlives the run; a day is advised.',
    who: ['application'],
    automatic: false,
  },
  {
    id: 'no-logs',
    signal: /NO_LOGS_FOUND|PROVISIONING_LOGS_MISSING|No log entry for/i,
    cause: 'No provisioning log appeared in time; the job’s cycle may be longer than the template waits.',
    fix: 'See that the job is healthy and run again; ask for faster cycles if it stays so.',
    who: ['portal', 'microsoft'],
    automatic: false,
  },
];

/** Patterns that fit what a failed test says, the most specific first. None means: show the evidence as it is. */
export function diagnose(...said: (string | undefined)[]): DiagnosisPattern[] {
  const text = said.filter((part) => part !== undefined).join('\n');
  return DIAGNOSIS_PATTERNS.filter(({ signal }) => signal.test(text));
}
