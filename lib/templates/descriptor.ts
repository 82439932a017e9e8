import type { TestName } from './own-edition/names.ts';

/** Everything the portal has to know about one version of a validation template. */
export type GenerationDescriptor = {
  /** Stable id, kept with every deployment and run. */
  id: TemplateId;
  title: string;
  publisher: 'microsoft' | 'portal';
  version: string;
  resource: 'Microsoft.Logic/workflows';
  /** How the verdict reads its actions. */
  reading: 'official-consumption' | 'own-consumption';
  source: { kind: 'generated' } | OfficialFileSource;
  /** Of the definition, over its canonical form: equal for the file, for a deployment of it, and for what Azure returns. */
  canonicalHash: string;
  trigger: { name: string; type: 'Request' | 'Recurrence'; firesWhenEnabled: boolean };
  parameters: ParameterDescriptor[];
  tests: readonly TestName[];
  results: {
    action: string;
    shape: 'array';
    /** Read when the results list is missing. */
    fallbackAction: string;
    passesIfStartsWith: 'success';
    skippedIfStartsWith: 'SKIPPED';
  };
  /** The identity's Microsoft Graph app roles, exactly these. */
  graphRoles: GraphRole[];
  /** The Azure role of the identity: none, as no test calls Azure Resource Manager. */
  azureRole: null;
  /** How long the template waits; a job with a longer cycle cannot be proven by it. */
  loops: { waitSeconds: number; logMinutes: number; scimMinutes: number };
  graphVersion: 'v1.0' | 'beta';
  /** A failed read-only step that is part of a good run. */
  expectedFailedActions: string[];
  leftovers: { userPrefixes: string[]; groupPrefixes: string[] };
};

export type TemplateId = 'official-consumption-3.1' | 'own-consumption-1.0';

export type OfficialFileSource = {
  kind: 'official-file';
  repository: string;
  path: string;
  fileSha256: string;
};

/** Where the value of a parameter comes from, and what it must be for a run to count. */
export type ParameterDescriptor = {
  name: string;
  type: 'String' | 'SecureString' | 'Array' | 'Object' | 'Bool';
  from:
    | 'service-principal'
    | 'scim-endpoint'
    | 'bearer-token'
    | 'verified-domain'
    | 'enabled-tests'
    | 'user-profiles'
    | 'group-properties'
    | 'capability'
    | 'content-type'
    | 'fixed';
};

export type GraphRole = { value: string; id: string; reason: string; neededBy: 'every test' | readonly TestName[] };
