import type { Action, Actions } from '../workflow.ts';
import {
  at,
  body,
  call,
  coalesce,
  concat,
  EMPTY_LIST,
  equals,
  first,
  get,
  lower,
  outputs,
  parameter,
  text,
} from './expressions.ts';
import type { Expression } from './expressions.ts';
import { graph } from './http.ts';
import { SETUP } from './names.ts';
import { after, ALWAYS, compose, query, scope, sequence } from './steps.ts';

/** Who is created for the tests, with the name prefixes by which leftovers are found. */
const USER_PREFIXES = {
  createUser: 'lacreate',
  updateUser: 'laupdate',
  disableUser: 'ladis',
  deleteUser: 'ladel',
  managerUser: 'lamgr',
  managerInitial: 'lamgrinit',
  managerNew: 'lamgrnew',
  memberUser1: 'lamem1',
  memberUser2: 'lamem2',
} as const;
const GROUP_PREFIXES = {
  createGroup: 'LACreateGroup-',
  updateGroup: 'LACreateGroup-Update-',
  deleteGroup: 'LADeleteGroup-',
  memberGroup1: 'LAMemberGroup-',
  memberGroup2: 'LAMemberGroup-Remove-',
} as const;
export type TestUser = keyof typeof USER_PREFIXES;
export type TestGroup = keyof typeof GROUP_PREFIXES;

/** Profile fields sent when a user is created; the password is made anew in every run. */
const PROFILE_FIELDS = [
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'companyName',
  'businessPhones',
  'mobilePhone',
  'faxNumber',
  'officeLocation',
  'preferredLanguage',
  'employeeType',
  'streetAddress',
  'city',
  'state',
  'country',
  'postalCode',
  'usageLocation',
  'employeeOrgData',
  'userType',
  'otherMails',
] as const;

export const SERVICE_PRINCIPAL = parameter('servicePrincipalId');
export const JOB_ID = outputs(SETUP.jobId);
export const ROLE_ID = outputs(SETUP.roleId);
const NO_ROLE = '00000000-0000-0000-0000-000000000000';

export const idOf = (who: TestUser | TestGroup): Expression => get(outputs(SETUP.ids), who);
export const userNameOf = (who: TestUser): Expression => get(outputs(SETUP.people), who, 'userPrincipalName');

/** Reads what every test needs: job, mappings, app role, and the names and properties of the people to create. */
export function setup(): Actions {
  const job = [text('servicePrincipals/'), SERVICE_PRINCIPAL, text('/synchronization/jobs')];
  const jobs = coalesce(get(body(SETUP.listJobs), 'value'), EMPTY_LIST);
  return {
    [SETUP.scope]: scope(
      sequence([
        [SETUP.listJobs, graph({ method: 'GET', path: job })],
        [SETUP.jobId, compose(at(coalesce(get(first(jobs), 'id'), text('no-job'))))],
        [SETUP.job, graph({ method: 'GET', path: [...job, text('/'), JOB_ID] })],
        [SETUP.schema, graph({ method: 'GET', path: [...job, text('/'), JOB_ID, text('/schema')] })],
        [
          SETUP.appRoles,
          graph({ method: 'GET', path: [text('servicePrincipals/'), SERVICE_PRINCIPAL, text('?$select=appRoles')] }),
        ],
        [SETUP.userRole, userRole()],
        [
          SETUP.roleId,
          compose(at(coalesce(get(first(body(SETUP.userRole)), 'id'), get(first(appRoles()), 'id'), text(NO_ROLE)))),
        ],
        [SETUP.ids, compose({ ...withSuffix(USER_PREFIXES), ...withSuffix(GROUP_PREFIXES) })],
        [SETUP.people, compose(people())],
        [SETUP.profile, compose(profileFields(first(parameter('defaultUserProperties'))))],
      ]),
    ),
    [SETUP.failed]: after(
      query(call('result', text(SETUP.scope)), equals(get('item()', 'status'), text('Failed'))),
      [SETUP.scope],
      ALWAYS,
    ),
  };
}

const appRoles = (): Expression => coalesce(get(body(SETUP.appRoles), 'appRoles'), EMPTY_LIST);

function userRole(): Action {
  return query(appRoles(), equals(lower(coalesce(get('item()', 'displayName'), text(''))), text('user')));
}

function withSuffix(prefixes: Record<string, string>): Record<string, string> {
  const suffix = call('substring', 'guid()', '0', '8');
  return Object.fromEntries(Object.entries(prefixes).map(([who, prefix]) => [who, at(concat(text(prefix), suffix))]));
}

function people(): Record<string, unknown> {
  return Object.fromEntries(Object.keys(USER_PREFIXES).map((who) => [who, person(idOf(who as TestUser))]));
}

function person(id: Expression): Record<string, unknown> {
  const userName = at(concat(id, text('@'), parameter('testUserDomain')));
  return {
    accountEnabled: true,
    userPrincipalName: userName,
    displayName: userName,
    mail: userName,
    mailNickname: at(id),
    employeeId: at(call('substring', 'guid()', '0', '8')),
    passwordProfile: { forceChangePasswordNextSignIn: true, password: at(concat(text('Aa1!'), 'guid()')) },
  };
}

function profileFields(profile: Expression): Record<string, string> {
  return Object.fromEntries(PROFILE_FIELDS.map((field) => [field, at(get(profile, field))]));
}
