import { READINGS } from './needed-contents.ts';
import type { LogProof, Proof, ScimExpectation } from './reading.ts';
import type { ActionSnapshot, RunSnapshot, TemplateKind } from './run-snapshot.ts';

/** For tests: a run in which everything went well, made from the readings. What a test is about, it then changes. */
export function goodRun(template: TemplateKind): RunSnapshot {
  const reading = READINGS[template];
  const actions: Record<string, ActionSnapshot> = {};
  const add = (name: string, more: Partial<ActionSnapshot> = {}) => {
    actions[name] = { status: 'Succeeded', ...actions[name], ...more };
  };
  for (const step of reading.preparation) add(step);
  add(reading.schema, { outputs: { statusCode: 200, body: SCHEMA } });
  for (const { test, phases } of reading.tests) {
    add(test);
    for (const phase of phases) {
      add(phase.scope);
      for (const step of phase.steps) add(step);
      for (const proof of phase.proofs) show(proof, add);
    }
  }
  const results = reading.tests.map(({ test }) => ({
    testName: test,
    testResult: 'success',
    provisioningErrorDetails: null,
    recommendationUrl: '',
  }));
  add(reading.results, { outputs: results });
  add(reading.evaluation, { outputs: { testResults: {}, overallLogicAppResult: 'Succeeded' } });
  return {
    runId: '08584241990693220123474542218CU00',
    template,
    status: 'Succeeded',
    startTime: '2026-11-20T10:00:00Z',
    endTime: '2026-11-20T11:10:00Z',
    parameters: { EnabledTests: 'All', IsSoftDeleted: true, IsGroupSupported: true, IsManagerAttributeSupported: true },
    actions,
  };
}

/** The same run with one action changed. */
export function withAction(run: RunSnapshot, name: string, change: Partial<ActionSnapshot>): RunSnapshot {
  return { ...run, actions: { ...run.actions, [name]: { status: 'Succeeded', ...run.actions[name], ...change } } };
}

export const scimList = (...resources: unknown[]) => ({
  statusCode: 200,
  body: { totalResults: resources.length, Resources: resources },
});
export const directoryId = (action: string): string => `directory-${action}`;
export const scimId = (action: string): string => `scim-${action}`;

const attribute = (source: string, target: string, type = 'Attribute') => ({
  targetAttributeName: target,
  source: { type, name: source },
});
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const USER_MAPPING = {
  enabled: true,
  targetObjectName: ENTERPRISE,
  attributeMappings: [
    attribute('userPrincipalName', 'userName'),
    attribute('Switch', 'active', 'Function'),
    attribute('givenName', 'name.givenName'),
    attribute('mobile', 'phoneNumbers[type eq "mobile"].value'),
    attribute('department', `${ENTERPRISE}:department`),
    attribute('manager', `${ENTERPRISE}:manager`),
  ],
};
export const GROUP_MAPPING = {
  enabled: true,
  targetObjectName: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  attributeMappings: [attribute('displayName', 'displayName')],
};
export const SCHEMA = { synchronizationRules: [{ objectMappings: [USER_MAPPING, GROUP_MAPPING] }] };
export const SENT = { givenName: 'Ada', mobilePhone: '+1-555-0101', department: 'Research' };
export const ARRIVED = {
  name: { givenName: 'Ada' },
  phoneNumbers: [{ type: 'mobile', value: '+1-555-0101' }],
  [ENTERPRISE]: { department: 'Research' },
};

type Add = (name: string, more: Partial<ActionSnapshot>) => void;

function show(proof: Proof, add: Add): void {
  if (proof.what === 'provisioning-log') {
    add(proof.about, { outputs: { statusCode: 201, body: { id: directoryId(proof.about) } } });
    for (const action of proof.actions)
      add(action, { outputs: { statusCode: 200, body: { value: [logEntry(proof)] } } });
    return;
  }
  const { expects, action } = proof;
  if ('sentBy' in expects)
    add(expects.sentBy, { inputs: { body: expects.state === 'named' ? { displayName: 'New name' } : SENT } });
  add(action, {
    outputs:
      expects.state === 'attributes' ? { statusCode: 200, body: ARRIVED } : scimList(...resources(action, expects)),
  });
}

/** A log entry as the proof demands it. */
export function logEntry({ entry, about, change }: LogProof, status = 'success'): unknown {
  const to = change?.to === 'nothing' ? { oldValue: 'x', newValue: null } : { oldValue: null, newValue: 'x' };
  return {
    provisioningAction: entry[0],
    sourceIdentity: { id: directoryId(about) },
    provisioningStatusInfo: { status },
    modifiedProperties: change ? [{ displayName: change.property, ...to }] : [],
  };
}

function resources(action: string, expects: ScimExpectation): unknown[] {
  const id = scimId(action);
  switch (expects.state) {
    case 'gone':
    case 'gone-or-inactive':
      return [];
    case 'inactive':
      return [{ id, active: false }];
    case 'named':
      return [{ id, displayName: 'New name' }];
    case 'member':
      return [{ id, members: [{ value: scimId(expects.foundBy) }] }];
    case 'manager':
      return [{ id, [ENTERPRISE]: { manager: { value: scimId(expects.foundBy) } } }];
    default:
      return [{ id, active: true }];
  }
}
