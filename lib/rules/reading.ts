import type { TestId } from './test-catalogue.ts';

/** Where in a run of one template the evidence for a test stands: names of actions, and what each must show. */
export type TestReading = { test: TestId; phases: PhaseReading[] };

export type PhaseReading = {
  name: string;
  /** The container whose status is the phase's. */
  scope: string;
  /** Steps that must not fail, in order. */
  steps: string[];
  proofs: Proof[];
};

export type Proof = ScimProof | LogProof;

export type ScimProof = { what: 'scim-state'; action: string; expects: ScimExpectation };
export type ScimExpectation =
  | { state: 'present' }
  | { state: 'inactive' }
  | { state: 'gone' }
  | { state: 'gone-or-inactive' }
  /** The group bears the name that this action sent. */
  | { state: 'named'; sentBy: string }
  /** Every directly mapped attribute that this action sent has arrived. */
  | { state: 'attributes'; sentBy: string }
  /** The members contain, or lack, the user whom this action found. */
  | { state: 'member' | 'no-member'; foundBy: string }
  /** The manager is the user whom this action found. */
  | { state: 'manager'; foundBy: string }
  | { state: 'no-manager' };

export type LogProof = {
  what: 'provisioning-log';
  /** One of them must show the entry. */
  actions: string[];
  entry: LogAction[];
  /** The action that created the directory object which the entry is about. */
  about: string;
  change?: LogChange;
};
export type LogAction = 'create' | 'update' | 'disable' | 'delete';
export type LogChange = { property: 'members' | 'manager'; to: 'something' | 'nothing' };

/** How one template is read as a whole. */
export type TemplateReading = {
  schema: string;
  job: string;
  results: string;
  evaluation: string;
  /** Steps before the tests; if one fails, no test runs. */
  preparation: string[];
  tests: TestReading[];
};

// --- Short forms for the tables ---

export const scim = (action: string, expects: ScimExpectation): ScimProof => ({ what: 'scim-state', action, expects });
export const present = (action: string): ScimProof => scim(action, { state: 'present' });
export function log(
  action: string | string[],
  entry: LogAction | LogAction[],
  about: string,
  change?: LogChange,
): LogProof {
  return {
    what: 'provisioning-log',
    actions: [action].flat(),
    entry: [entry].flat(),
    about,
    ...(change ? { change } : {}),
  };
}
export const MEMBER_ADDED: LogChange = { property: 'members', to: 'something' };
export const MEMBER_REMOVED: LogChange = { property: 'members', to: 'nothing' };
export const MANAGER_SET: LogChange = { property: 'manager', to: 'something' };
export const MANAGER_REMOVED: LogChange = { property: 'manager', to: 'nothing' };
