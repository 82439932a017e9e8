import {
  at,
  body,
  concat,
  first,
  get,
  or,
  parameter,
  text,
  and,
  coalesce,
  EMPTY_LIST,
  call,
  when,
} from './expressions.ts';
import { change, createdId, createPhase, createRead, logOf, userPath } from './create-step.ts';
import { findUser, scimGet } from './http.ts';
import { actionName, type TestName } from './names.ts';
import { judgedAt, type Phase } from './phase.ts';
import { answered, gone, inactive, resource } from './proof.ts';
import { userNameOf } from './setup.ts';
import { EXPECTED, mappedChanges, NOT_YET, notYet, SENT } from './update-user.ts';

export function createUserTest(): Phase[] {
  return [createPhase('Create_User_Test', { user: 'createUser' })];
}

/** Every directly mapped attribute that was changed must arrive, read by the id the application gave. */
export function updateUserTest(): Phase[] {
  const test: TestName = 'Update_User_Test';
  const created = createPhase(test, { user: 'updateUser' });
  const name = 'update';
  const scim = actionName(test, name, 'scim');
  const changed: Phase = {
    test,
    name,
    title: 'Update Phase: ',
    steps: [...mappedChanges(), change('PATCH', userPath(createdId(test)), at(call('outputs', text(SENT))))],
    scim: { scim: scimGet(text('/Users/'), coalesce(get(resource(createRead(test, 'scim')), 'id'), text('?'))) },
    derived: { [NOT_YET]: notYet(scim) },
    shown: and(
      answered(scim),
      call('greater', call('length', body(EXPECTED)), '0'),
      noneLeft(actionName(test, name, NOT_YET)),
    ),
    logs: { log: logOf(test, 'update', judgedAt(created)) },
  };
  return [created, changed];
}

const noneLeft = (query: string) => call('empty', coalesce(body(query), text('not asked yet')));

export function disableUserTest(): Phase[] {
  const test: TestName = 'Disable_User_Test';
  const created = createPhase(test, { user: 'disableUser' });
  const disabled: Phase = {
    test,
    name: 'disable',
    title: 'Disable Phase: ',
    steps: [change('PATCH', userPath(createdId(test)), { accountEnabled: false })],
    scim: { scim: findUser(userNameOf('disableUser')) },
    shown: inactive(actionName(test, 'disable', 'scim')),
    logs: { log: logOf(test, 'disable', judgedAt(created)) },
  };
  return [created, disabled];
}

/** Gone, or inactive where the application declares soft deletion; the log may report either action. */
export function deleteUserTest(): Phase[] {
  const test: TestName = 'Delete_User_Test';
  const created = createPhase(test, { user: 'deleteUser' });
  const read = actionName(test, 'delete', 'scim');
  const log = actionName(test, 'delete', 'log');
  const loggedAction = get(first(coalesce(get(body(log), 'value'), EMPTY_LIST)), 'provisioningAction');
  const isDelete = call('equals', call('toLower', coalesce(loggedAction, text(''))), text('delete'));
  const deleted: Phase = {
    test,
    name: 'delete',
    title: 'Delete Phase: ',
    steps: [change('DELETE', userPath(createdId(test)))],
    scim: { scim: findUser(userNameOf('deleteUser')) },
    shown: or(gone(read), and(parameter('IsSoftDeleted'), inactive(read))),
    logs: { log: logOf(test, 'disableOrDelete', judgedAt(created)) },
    success: concat(text('success ('), when(isDelete, text('Delete'), text('Disable')), text(')')),
  };
  return [created, deleted];
}
