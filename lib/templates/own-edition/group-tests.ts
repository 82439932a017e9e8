import type { Action } from '../workflow.ts';
import { and, at, equals, get, text } from './expressions.ts';
import type { Expression } from './expressions.ts';
import {
  assign,
  change,
  createdId,
  createGroup,
  createPhase,
  createRead,
  createUser,
  groupPath,
  logOf,
  modified,
  settle,
} from './create-step.ts';
import { findGroup, findUser, graph, referenceToUser } from './http.ts';
import { actionName, type TestName } from './names.ts';
import { judgedAt, type Phase } from './phase.ts';
import { clearsReference, setsReference, found, gone, lacks, mentions, readLog, resource } from './proof.ts';
import { idOf, type TestGroup, type TestUser, userNameOf } from './setup.ts';

export function createGroupTest(): Phase[] {
  return [createPhase('Create_Group_Test', { group: 'createGroup' })];
}

export function updateGroupTest(): Phase[] {
  const test: TestName = 'Update_Group_Test';
  const created = createPhase(test, { group: 'updateGroup' });
  const name = modified('updateGroup');
  const read = actionName(test, 'update', 'scim');
  const renamed: Phase = {
    test,
    name: 'update',
    title: 'Update Phase: ',
    steps: [
      change('PATCH', groupPath(createdId(test)), {
        displayName: at(name),
        description: 'Renamed by the validation run',
      }),
    ],
    scim: { scim: findGroup(name) },
    shown: and(found(read), equals(get(resource(read), 'displayName'), name)),
    logs: { log: logOf(test, 'update', judgedAt(created)) },
  };
  return [created, renamed];
}

export function deleteGroupTest(): Phase[] {
  const test: TestName = 'Delete_Group_Test';
  const created = createPhase(test, { group: 'deleteGroup' });
  const deleted: Phase = {
    test,
    name: 'delete',
    title: 'Delete Phase: ',
    steps: [change('DELETE', groupPath(createdId(test)))],
    scim: { scim: findGroup(idOf('deleteGroup')) },
    shown: gone(actionName(test, 'delete', 'scim')),
    logs: { log: logOf(test, 'delete', judgedAt(created)) },
  };
  return [created, deleted];
}

/** A group and a user exist in the application; then the user becomes a member. */
export function addMemberTest(): Phase[] {
  const test: TestName = 'Group_Update_Add_Member_Test';
  const created = createGroupAndUser(test, 'memberGroup1', 'memberUser1');
  const read = actionName(test, 'add', 'scim');
  const added: Phase = {
    test,
    name: 'add',
    title: 'Add Member Phase: ',
    steps: [['act', addMember(test)]],
    scim: { scim: findGroup(idOf('memberGroup1')) },
    shown: and(found(read), mentions(read, ['members'], memberId(test))),
    logs: { log: logOf(test, 'members', judgedAt(created), 'create_group') },
    reported: (log) => setsReference(log, memberId(test)),
  };
  return [created, added];
}

/** A group with a member exists in the application; then the member leaves. */
export function removeMemberTest(): Phase[] {
  const test: TestName = 'Group_Update_Remove_Member_Test';
  const alone = createGroupAndUser(test, 'memberGroup2', 'memberUser2');
  const created: Phase = {
    ...alone,
    steps: [...alone.steps, ['add', addMember(test)]],
    shown: and(alone.shown, mentions(createRead(test, 'scim_group'), ['members'], memberId(test))),
    logs: { log_group: readLog(createdId(test, 'create_group'), 'members'), log_user: alone.logs['log_user']! },
  };
  const leave = groupPath(
    createdId(test, 'create_group'),
    text('/members/'),
    createdId(test, 'create_user'),
    text('/$ref'),
  );
  const removed: Phase = {
    test,
    name: 'remove',
    title: 'Remove Member Phase: ',
    steps: [change('DELETE', leave)],
    scim: { scim: findGroup(idOf('memberGroup2')) },
    shown: lacks(actionName(test, 'remove', 'scim'), ['members'], memberId(test)),
    logs: { log: logOf(test, 'members', judgedAt(created), 'create_group') },
    reported: clearsReference,
  };
  return [created, removed];
}

function createGroupAndUser(test: TestName, group: TestGroup, user: TestUser): Phase {
  return {
    test,
    name: 'create',
    title: 'Create Phase: ',
    steps: [
      ['absent', findGroup(idOf(group))],
      ['create_group', createGroup(group)],
      ['create_user', createUser(user)],
      settle(),
      ['assign_user', assign(createdId(test, 'create_user'))],
      ['assign_group', assign(createdId(test, 'create_group'))],
    ],
    scim: { scim_group: findGroup(idOf(group)), scim_user: findUser(userNameOf(user)) },
    shown: and(found(createRead(test, 'scim_group')), found(createRead(test, 'scim_user'))),
    logs: {
      log_group: readLog(createdId(test, 'create_group'), 'create'),
      log_user: readLog(createdId(test, 'create_user'), 'create'),
    },
  };
}

/** The member as the application knows it. */
const memberId = (test: TestName): Expression => get(resource(createRead(test, 'scim_user')), 'id');

const addMember = (test: TestName): Action =>
  graph({
    method: 'POST',
    path: groupPath(createdId(test, 'create_group'), text('/members/$ref')),
    body: referenceToUser(createdId(test, 'create_user')),
  });
