import * as read from './reading.ts';
import type { PhaseReading, TemplateReading, TestReading } from './reading.ts';
import type { TestId } from './test-catalogue.ts';

/** Our edition names its actions `<test>__<phase>__<what>` (docs/decisions/0005). */
const named = (test: TestId, phase: string) => (what: string) => `${test}__${phase}__${what}`;

type PhaseParts = { steps: string[]; proofs: PhaseReading['proofs'] };
function phase(test: TestId, name: string, parts: (step: (what: string) => string) => PhaseParts): PhaseReading {
  const step = named(test, name);
  const { steps, proofs } = parts(step);
  return { name, scope: `${test}__${name}`, steps: steps.map(step), proofs };
}

const createOne = (test: TestId): PhaseReading =>
  phase(test, 'create', (step) => ({
    steps: ['absent', 'create', 'assign', 'poll'],
    proofs: [read.present(step('scim')), read.log(step('log'), 'create', step('create'))],
  }));

function changeOne(
  test: TestId,
  name: string,
  expects: read.ScimExpectation,
  entry: read.LogAction | read.LogAction[],
): TestReading {
  const created = named(test, 'create')('create');
  const changed = phase(test, name, (step) => ({
    steps: ['act', 'poll'],
    proofs: [read.scim(step('scim'), expects), read.log(step('log'), entry, created)],
  }));
  return { test, phases: [createOne(test), changed] };
}

const MANAGER: TestId = 'User_Update_Manager_Test';
const managerCreated = named(MANAGER, 'create');
const THREE = ['user', 'initial', 'new'];

function managerTest(): TestReading {
  const create = phase(MANAGER, 'create', (step) => ({
    steps: ['absent', ...THREE.map((who) => `create_${who}`), ...THREE.map((who) => `assign_${who}`), 'poll'],
    proofs: THREE.flatMap((who) => [
      read.present(step(`scim_${who}`)),
      read.log(step(`log_${who}`), 'create', step(`create_${who}`)),
    ]),
  }));
  const change = (name: string, expects: read.ScimExpectation, to: read.LogChange) =>
    phase(MANAGER, name, (step) => ({
      steps: ['act', 'poll'],
      proofs: [read.scim(step('scim'), expects), read.log(step('log'), 'update', managerCreated('create_user'), to)],
    }));
  return {
    test: MANAGER,
    phases: [
      create,
      change('set', { state: 'manager', foundBy: managerCreated('scim_initial') }, read.MANAGER_SET),
      change('change', { state: 'manager', foundBy: managerCreated('scim_new') }, read.MANAGER_SET),
      change('remove', { state: 'no-manager' }, read.MANAGER_REMOVED),
    ],
  };
}

function memberTest(test: TestId, adds: boolean): TestReading {
  const created = named(test, 'create');
  const foundBy = created('scim_user');
  const group = created('create_group');
  const create = phase(test, 'create', (step) => ({
    steps: ['absent', 'create_group', 'create_user', 'assign_user', 'assign_group', ...(adds ? [] : ['add']), 'poll'],
    proofs: [
      read.present(step('scim_user')),
      read.log(step('log_user'), 'create', step('create_user')),
      ...(adds
        ? [read.present(step('scim_group')), read.log(step('log_group'), 'create', group)]
        : [
            read.scim(step('scim_group'), { state: 'member', foundBy }),
            read.log(step('log_group'), 'update', group, read.MEMBER_ADDED),
          ]),
    ],
  }));
  const change = phase(test, adds ? 'add' : 'remove', (step) => ({
    steps: ['act', 'poll'],
    proofs: [
      read.scim(step('scim'), { state: adds ? 'member' : 'no-member', foundBy }),
      read.log(step('log'), 'update', group, adds ? read.MEMBER_ADDED : read.MEMBER_REMOVED),
    ],
  }));
  return { test, phases: [create, change] };
}

export const OWN_READING: TemplateReading = {
  schema: 'Setup__schema',
  job: 'Setup__job',
  results: 'Final_TestResults',
  evaluation: 'Evaluate_Test_Results',
  preparation: ['Setup__list_jobs', 'Setup__job', 'Setup__schema', 'Setup__app_roles'],
  tests: [
    { test: 'Create_User_Test', phases: [createOne('Create_User_Test')] },
    changeOne('Update_User_Test', 'update', { state: 'attributes', sentBy: 'Update_User_Test__update__act' }, 'update'),
    changeOne('Disable_User_Test', 'disable', { state: 'inactive' }, 'disable'),
    changeOne('Delete_User_Test', 'delete', { state: 'gone-or-inactive' }, ['disable', 'delete']),
    managerTest(),
    { test: 'Create_Group_Test', phases: [createOne('Create_Group_Test')] },
    changeOne('Update_Group_Test', 'update', { state: 'named', sentBy: 'Update_Group_Test__update__act' }, 'update'),
    changeOne('Delete_Group_Test', 'delete', { state: 'gone' }, 'delete'),
    memberTest('Group_Update_Add_Member_Test', true),
    memberTest('Group_Update_Remove_Member_Test', false),
  ],
};
