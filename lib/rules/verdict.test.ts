import { expect, test } from 'vitest';
import { READINGS } from './needed-contents.ts';
import type { LogProof, ScimProof } from './reading.ts';
import {
  ARRIVED,
  GROUP_MAPPING,
  goodRun,
  logEntry,
  scimId,
  scimList,
  USER_MAPPING,
  withAction,
} from './run-fixture.ts';
import type { RunSnapshot, TemplateKind } from './run-snapshot.ts';
import { TESTS, type TestId } from './test-catalogue.ts';
import { judgeRun, type TestVerdict } from './verdict.ts';

const KINDS: TemplateKind[] = ['official-consumption', 'own-consumption'];

function scimProof(kind: TemplateKind, id: TestId, state: ScimProof['expects']['state']): ScimProof {
  const proofs = READINGS[kind].tests.find((one) => one.test === id)!.phases.flatMap((phase) => phase.proofs);
  return proofs.findLast((proof): proof is ScimProof => proof.what === 'scim-state' && proof.expects.state === state)!;
}
function lastLog(kind: TemplateKind, id: TestId): LogProof {
  const proofs = READINGS[kind].tests.find((one) => one.test === id)!.phases.at(-1)!.proofs;
  return proofs.find((proof): proof is LogProof => proof.what === 'provisioning-log')!;
}
function verdictOn(run: RunSnapshot, id: TestId): TestVerdict {
  return judgeRun(run).tests.find((one) => one.test === id)!;
}
const othersPass = (run: RunSnapshot, ...not: TestId[]) =>
  judgeRun(run)
    .tests.filter((one) => !not.includes(one.test))
    .every((one) => one.verdict === 'passed');

test.each(KINDS)('%s: a good run passes every test and is ready', (kind) => {
  const verdict = judgeRun(goodRun(kind));
  expect(verdict.tests.map((one) => one.test)).toEqual([...TESTS]);
  expect(verdict.tests.filter((one) => one.verdict !== 'passed')).toEqual([]);
  expect(verdict).toMatchObject({ ready: true, blocking: [] });
});

test.each(KINDS)(
  '%s: member changes that were ignored with 200 fail both member tests though the template passes them',
  (kind) => {
    const add: TestId = 'Group_Update_Add_Member_Test';
    const remove: TestId = 'Group_Update_Remove_Member_Test';
    const added = scimProof(kind, add, 'member');
    const before = scimProof(kind, remove, 'member');
    const empty = { outputs: scimList({ id: 'g', members: [] }) };
    const run = withAction(withAction(goodRun(kind), added.action, empty), before.action, empty);
    expect(verdictOn(run, add)).toMatchObject({ verdict: 'failed', templateResult: 'success' });
    expect(verdictOn(run, add).reason).toContain('Not shown by the application');
    expect(verdictOn(run, remove).verdict).toBe('failed');
    expect(othersPass(run, add, remove)).toBe(true);
    expect(judgeRun(run).blocking.map((one) => one.test)).toEqual([add, remove]);
  },
);

test.each(KINDS)('%s: a member who stays fails the remove test', (kind) => {
  const id: TestId = 'Group_Update_Remove_Member_Test';
  const { action, expects } = scimProof(kind, id, 'no-member');
  const still = scimList({ members: [{ value: scimId((expects as { foundBy: string }).foundBy) }] });
  expect(verdictOn(withAction(goodRun(kind), action, { outputs: still }), id).verdict).toBe('failed');
});

test.each(KINDS)('%s: active as the text "False" does not prove that a user is disabled', (kind) => {
  const { action } = scimProof(kind, 'Disable_User_Test', 'inactive');
  const run = withAction(goodRun(kind), action, { outputs: scimList({ active: 'False' }) });
  expect(verdictOn(run, 'Disable_User_Test').reason).toContain('not the boolean false');
});

test.each(KINDS)('%s: an error answer does not prove that a user is gone', (kind) => {
  const { action } = scimProof(kind, 'Delete_User_Test', 'gone-or-inactive');
  const run = withAction(goodRun(kind), action, { outputs: { statusCode: 404, body: { detail: 'no such user' } } });
  expect(verdictOn(run, 'Delete_User_Test')).toMatchObject({ verdict: 'failed' });
});

test.each(KINDS)('%s: an inactive user counts as deleted only where soft deletion is declared', (kind) => {
  const { action } = scimProof(kind, 'Delete_User_Test', 'gone-or-inactive');
  const run = withAction(goodRun(kind), action, { outputs: scimList({ active: false }) });
  expect(verdictOn(run, 'Delete_User_Test').verdict).toBe('passed');
  const hard = { ...run, parameters: { ...run.parameters, IsSoftDeleted: false } };
  expect(verdictOn(hard, 'Delete_User_Test').verdict).toBe('failed');
});

test.each(KINDS)('%s: a manager that is lost, or another one, fails the manager test', (kind) => {
  const { action } = scimProof(kind, 'User_Update_Manager_Test', 'manager');
  for (const manager of [undefined, { value: 'someone-else' }]) {
    const resource = { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager } };
    const run = withAction(goodRun(kind), action, { outputs: scimList(resource) });
    expect(verdictOn(run, 'User_Update_Manager_Test').verdict).toBe('failed');
  }
});

test.each(KINDS)('%s: every mapped attribute has to arrive, not the given name alone', (kind) => {
  const { action } = scimProof(kind, 'Update_User_Test', 'attributes');
  const run = withAction(goodRun(kind), action, {
    outputs: { statusCode: 200, body: { ...ARRIVED, phoneNumbers: [] } },
  });
  expect(verdictOn(run, 'Update_User_Test').reason).toContain('phoneNumbers[type eq "mobile"].value');
});

test.each(KINDS)('%s: a log entry that reports failure, another action or another object proves nothing', (kind) => {
  const proof = lastLog(kind, 'Disable_User_Test');
  const entries = [
    logEntry(proof, 'failure'),
    { ...(logEntry(proof) as object), provisioningAction: 'update' },
    { ...(logEntry(proof) as object), sourceIdentity: { id: 'another' } },
  ];
  for (const entry of entries) {
    const run = withAction(goodRun(kind), proof.actions[0]!, {
      outputs: { statusCode: 200, body: { value: [entry] } },
    });
    expect(verdictOn(run, 'Disable_User_Test').verdict).toBe('failed');
  }
});

test.each(KINDS)('%s: the log of adding a member does not prove that one was removed', (kind) => {
  const id: TestId = 'Group_Update_Remove_Member_Test';
  const proof = lastLog(kind, id);
  const adding = logEntry({ ...proof, change: { property: 'members', to: 'something' } });
  const run = withAction(goodRun(kind), proof.actions[0]!, { outputs: { statusCode: 200, body: { value: [adding] } } });
  expect(verdictOn(run, id).reason).toContain('the other way');
});

test('a server that ignores the filter and returns someone else proves nothing', () => {
  const { action } = scimProof('own-consumption', 'Create_User_Test', 'present');
  const inputs = { uri: 'https://app.example/scim/Users?filter=userName%20eq%20%22ada%40contoso.example%22' };
  const run = withAction(goodRun('own-consumption'), action, {
    inputs,
    outputs: scimList({ userName: 'bob@contoso.example' }),
  });
  expect(verdictOn(run, 'Create_User_Test').reason).toContain('returned bob@contoso.example');
});

test('evidence that cannot be read is not proven, which blocks but is not a failure', () => {
  const { action } = scimProof('own-consumption', 'Create_User_Test', 'present');
  const run = withAction(goodRun('own-consumption'), action, { outputs: undefined });
  expect(verdictOn(run, 'Create_User_Test').verdict).toBe('not-proven');
  expect(judgeRun(run).ready).toBe(false);
});

test('a failed step names itself with status and code', () => {
  const step = 'Create_User_Test__create__assign';
  const refused = {
    status: 'Failed',
    outputs: { statusCode: 403, body: { error: { code: 'Authorization_RequestDenied' } } },
  };
  const { reason } = verdictOn(withAction(goodRun('own-consumption'), step, refused), 'Create_User_Test');
  expect(reason).toBe(`${step} failed (status 403, Authorization_RequestDenied).`);
});

test('a failed preparation is the reason of every test', () => {
  const run = withAction(goodRun('official-consumption'), 'Get_App_Roles', { status: 'Failed' });
  expect(new Set(judgeRun(run).tests.map((one) => one.reason))).toEqual(new Set(['Get_App_Roles failed.']));
});

test('a phase that never ran leaves the test unproven', () => {
  const run = withAction(goodRun('own-consumption'), 'Update_User_Test__update', { status: 'Skipped' });
  expect(verdictOn(run, 'Update_User_Test')).toMatchObject({ verdict: 'not-proven' });
});

test('a run that goes on is not ready', () => {
  const run: RunSnapshot = { ...goodRun('own-consumption'), status: 'Running' };
  expect(judgeRun(run).blocking).toEqual([{ reason: 'The run has not ended.' }]);
});

test('a narrowed run is not ready, with every test that was left out', () => {
  const run = goodRun('own-consumption');
  const narrowed = { ...run, parameters: { ...run.parameters, EnabledTests: 'UserTests' } };
  expect(judgeRun(narrowed).blocking.map((one) => one.test)).toEqual(TESTS.filter((id) => id.includes('Group')));
  const one = { ...run, parameters: { ...run.parameters, EnabledTests: 'Create_User_Test' } };
  expect(verdictOn(one, 'Create_User_Test').verdict).toBe('passed');
  expect(judgeRun(one).blocking).toHaveLength(9);
});

const withMappings = (run: RunSnapshot, ...objectMappings: unknown[]) =>
  withAction(run, READINGS[run.template].schema, { outputs: { body: { synchronizationRules: [{ objectMappings }] } } });
const without = (flag: string): RunSnapshot => {
  const run = goodRun('own-consumption');
  return { ...run, parameters: { ...run.parameters, [flag]: false } };
};

test('groups declared absent are excused when the mappings have none, and block when they do', () => {
  expect(judgeRun(withMappings(without('IsGroupSupported'), USER_MAPPING)).ready).toBe(true);
  const contradicted = judgeRun(without('IsGroupSupported'));
  expect(contradicted.ready).toBe(false);
  expect(contradicted.blocking).toHaveLength(5);
  expect(contradicted.blocking[0]!.reason).toContain('yet the mappings contain groups');
});

test('a skip that the mappings cannot confirm blocks', () => {
  const run = withAction(without('IsManagerAttributeSupported'), 'Setup__schema', { outputs: undefined });
  expect(verdictOn(run, 'User_Update_Manager_Test')).toMatchObject({ verdict: 'skipped', excused: false });
});

test('an application with groups only is told that this template cannot validate it', () => {
  const run = withMappings(goodRun('own-consumption'), GROUP_MAPPING, { ...USER_MAPPING, enabled: false });
  expect(judgeRun(run).blocking).toHaveLength(1);
  expect(judgeRun(run).blocking[0]!.reason).toContain('groups only');
});

test('without a results list the evaluation is read', () => {
  const evaluation = {
    testResults: { managerTestResult: 'FAILED', createUserTestResult: 'PASSED' },
    overallLogicAppResult: 'Failed',
  };
  const failed = withAction(goodRun('official-consumption'), 'Final_TestResults', {
    status: 'Failed',
    outputs: undefined,
  });
  const { templateResults } = judgeRun(withAction(failed, 'Evaluate_Test_Results', { outputs: evaluation }));
  expect(templateResults).toMatchObject({ source: 'evaluation', overall: 'Failed' });
  expect(templateResults.byTest.User_Update_Manager_Test?.text).toBe('FAILED');
  expect(templateResults.byTest.Update_User_Test).toBeUndefined();
});

test.each(KINDS)('%s: a phase that was cancelled proves nothing, and nothing against', (kind) => {
  const reading = READINGS[kind].tests.find((one) => one.test === 'Create_User_Test')!;
  const scope = reading.phases[0]!.scope;
  const proof = scimProof(kind, 'Create_User_Test', 'present');
  const empty = withAction(goodRun(kind), proof.action, { outputs: scimList() });
  const cancelled: RunSnapshot = { ...withAction(empty, scope, { status: 'Cancelled' }), status: 'Cancelled' };
  expect(verdictOn(empty, 'Create_User_Test').verdict).toBe('failed');
  expect(verdictOn(cancelled, 'Create_User_Test')).toMatchObject({ verdict: 'not-proven' });
});
