import type { Action } from '../workflow.ts';
import { at, body, call, coalesce, concat, get, outputs, parameter, text, type Expression } from './expressions.ts';
import { findGroup, findUser, graph } from './http.ts';
import { actionName, SETUP, type TestName } from './names.ts';
import { found, type LogEntry, readLog } from './proof.ts';
import type { Phase } from './phase.ts';
import { idOf, ROLE_ID, SERVICE_PRINCIPAL, type TestGroup, type TestUser, userNameOf } from './setup.ts';
import { wait } from './steps.ts';

/** Graph answers "not found" to an assignment made the moment after the object was created. */
const SETTLE_SECONDS = 30;
const CREATE = 'create';

type Step = [what: string, action: Action];

/** The directory id of what a test's `create` phase made. */
export const createdId = (test: TestName, what = 'create'): Expression =>
  get(body(actionName(test, CREATE, what)), 'id');
/** The name of a read in a test's `create` phase. */
export const createRead = (test: TestName, what: string): string => actionName(test, CREATE, what);

export const createUser = (who: TestUser): Action =>
  graph({
    method: 'POST',
    path: [text('users')],
    body: at(call('union', outputs(SETUP.profile), get(outputs(SETUP.people), who))),
  });

export function createGroup(group: TestGroup): Action {
  const property = (name: string) => at(get(parameter('defaultGroupProperties'), name));
  const properties = [
    'description',
    'mailEnabled',
    'securityEnabled',
    'groupTypes',
    'isAssignableToRole',
    'visibility',
  ];
  return graph({
    method: 'POST',
    path: [text('groups')],
    body: {
      displayName: at(idOf(group)),
      mailNickname: at(idOf(group)),
      ...Object.fromEntries(properties.map((name) => [name, property(name)])),
    },
  });
}

export const assign = (principalId: Expression): Action =>
  graph({
    method: 'POST',
    path: [text('servicePrincipals/'), SERVICE_PRINCIPAL, text('/appRoleAssignedTo')],
    body: { principalId: at(principalId), resourceId: at(SERVICE_PRINCIPAL), appRoleId: at(ROLE_ID) },
  });

export const settle = (): Step => ['settle', wait(SETTLE_SECONDS)];

/** One user or group: not there yet, created, assigned, provisioned. */
export function createPhase(test: TestName, subject: { user: TestUser } | { group: TestGroup }): Phase {
  const find = 'user' in subject ? findUser(userNameOf(subject.user)) : findGroup(idOf(subject.group));
  const make = 'user' in subject ? createUser(subject.user) : createGroup(subject.group);
  return {
    test,
    name: CREATE,
    title: 'Create Phase: ',
    steps: [['absent', find], ['create', make], settle(), ['assign', assign(createdId(test))]],
    scim: { scim: find },
    shown: found(createRead(test, 'scim')),
    logs: { log: readLog(createdId(test), 'create') },
  };
}

/** A change of one directory object, to be made in a later phase. */
export const change = (method: 'PATCH' | 'DELETE' | 'PUT' | 'POST', path: Expression[], sent?: unknown): Step => [
  'act',
  graph({ method, path, body: sent }),
];

export const logOf = (test: TestName, kind: LogEntry, since: Expression, what = 'create'): Action =>
  readLog(createdId(test, what), kind, since);

export const userPath = (id: Expression, ...rest: string[]): Expression[] => [text('users/'), id, ...rest.map(text)];
export const groupPath = (id: Expression, ...rest: Expression[]): Expression[] => [text('groups/'), id, ...rest];
export const modified = (group: TestGroup): Expression => concat(idOf(group), text('-Modified'));
export const orEmpty = (value: Expression): Expression => coalesce(value, text(''));
