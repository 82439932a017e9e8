import { and, get } from './expressions.ts';
import type { Expression } from './expressions.ts';
import { assign, change, createdId, createRead, createUser, logOf, settle, userPath } from './create-step.ts';
import { findUser, referenceToUser } from './http.ts';
import { actionName, type TestName } from './names.ts';
import { judgedAt, type Phase } from './phase.ts';
import { clearsReference, found, lacks, mentions, readLog, resource, setsReference } from './proof.ts';
import { userNameOf } from './setup.ts';

const TEST: TestName = 'User_Update_Manager_Test';
const MANAGER = ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'manager'];
const PEOPLE = { user: 'managerUser', initial: 'managerInitial', new: 'managerNew' } as const;
type Person = keyof typeof PEOPLE;

const made = (who: Person): Expression => createdId(TEST, `create_${who}`);
const find = (who: Person) => findUser(userNameOf(PEOPLE[who]));
const scimId = (who: Person): Expression => get(resource(createRead(TEST, `scim_${who}`)), 'id');

/** A manager is set, changed and taken away; each time the application must show it and the log must report it. */
export function managerTest(): Phase[] {
  const created = createThree();
  const set = reference(created, { name: 'set', title: 'Update Initial Manager Phase: ', to: 'initial' });
  const changed = reference(set, { name: 'change', title: 'Update New Manager Phase: ', to: 'new' });
  const removed = reference(changed, { name: 'remove', title: 'Remove Manager Phase: ' });
  return [created, set, changed, removed];
}

function createThree(): Phase {
  const people = Object.keys(PEOPLE) as Person[];
  const each = <Value>(what: string, make: (who: Person) => Value): [string, Value][] =>
    people.map((who) => [`${what}_${who}`, make(who)]);
  return {
    test: TEST,
    name: 'create',
    title: 'Create Phase: ',
    steps: [
      ['absent', find('user')],
      ...each('create', (who) => createUser(PEOPLE[who])),
      settle(),
      ...each('assign', (who) => assign(made(who))),
    ],
    scim: Object.fromEntries(each('scim', find)),
    shown: and(...people.map((who) => found(createRead(TEST, `scim_${who}`)))),
    logs: Object.fromEntries(each('log', (who) => readLog(made(who), 'create'))),
  };
}

function reference(before: Phase, { name, title, to }: { name: string; title: string; to?: Person }): Phase {
  const read = actionName(TEST, name, 'scim');
  const path = userPath(made('user'), '/manager/$ref');
  return {
    test: TEST,
    name,
    title,
    steps: [to ? change('PUT', path, referenceToUser(made(to))) : change('DELETE', path)],
    scim: { scim: find('user') },
    shown: to
      ? and(found(read), mentions(read, MANAGER, scimId(to)))
      : and(lacks(read, MANAGER, scimId('initial')), lacks(read, MANAGER, scimId('new'))),
    logs: { log: logOf(TEST, 'manager', judgedAt(before), 'create_user') },
    reported: (log) => (to ? setsReference(log, scimId(to)) : clearsReference(log)),
  };
}
