import type { Actions } from '../workflow.ts';
import { at, body, call, coalesce, concat, empty, equals, get, not, outputs, text, when } from './expressions.ts';
import type { Expression } from './expressions.ts';
import { createdId } from './create-step.ts';
import { graph } from './http.ts';
import { actionName, CLEANUP, RESULTS, type TestName } from './names.ts';
import { after, ALWAYS, query } from './steps.ts';

type Created = { test: TestName; what?: string; in: 'users' | 'groups'; removedBy?: string };

const CREATED: Created[] = [
  { test: 'Create_User_Test', in: 'users' },
  { test: 'Update_User_Test', in: 'users' },
  { test: 'Disable_User_Test', in: 'users' },
  { test: 'Delete_User_Test', in: 'users', removedBy: actionName('Delete_User_Test', 'delete', 'act') },
  { test: 'User_Update_Manager_Test', what: 'create_user', in: 'users' },
  { test: 'User_Update_Manager_Test', what: 'create_initial', in: 'users' },
  { test: 'User_Update_Manager_Test', what: 'create_new', in: 'users' },
  { test: 'Create_Group_Test', in: 'groups' },
  { test: 'Update_Group_Test', in: 'groups' },
  { test: 'Delete_Group_Test', in: 'groups', removedBy: actionName('Delete_Group_Test', 'delete', 'act') },
  { test: 'Group_Update_Add_Member_Test', what: 'create_user', in: 'users' },
  { test: 'Group_Update_Add_Member_Test', what: 'create_group', in: 'groups' },
  { test: 'Group_Update_Remove_Member_Test', what: 'create_user', in: 'users' },
  { test: 'Group_Update_Remove_Member_Test', what: 'create_group', in: 'groups' },
];

/** Deletes whatever the run created and did not delete itself, whatever came of the tests. */
export function cleanup(): Actions {
  const paths = call('createArray', ...CREATED.map(pathOrNothing));
  return {
    [CLEANUP.created]: after(query(paths, not(empty('item()'))), [RESULTS.final], ALWAYS),
    [CLEANUP.forEach]: {
      type: 'Foreach',
      foreach: at(coalesce(body(CLEANUP.created), `json('[]')`)),
      actions: { [CLEANUP.remove]: graph({ method: 'DELETE', path: [call('items', text(CLEANUP.forEach))] }) },
      runAfter: { [CLEANUP.created]: ALWAYS },
    },
  };
}

function pathOrNothing({ test, what, in: collection, removedBy }: Created): Expression {
  const id = createdId(test, what);
  const path = when(empty(id), text(''), concat(text(`${collection}/`), id));
  return removedBy ? when(equals(get(outputs(removedBy), 'statusCode'), '204'), text(''), path) : path;
}
