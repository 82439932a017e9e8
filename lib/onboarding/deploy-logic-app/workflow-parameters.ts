import type { GenerationDescriptor, ParameterDescriptor } from '#lib/templates/descriptor.ts';
import { DEFAULT_GROUP_PROPERTIES, endpointForRun } from '#lib/rules/run-parameters.ts';
import type { CapabilityFlag } from '#lib/rules/test-catalogue.ts';
import type { RunParameters } from '../run-validation/contract.ts';

export type WorkflowParameters = { parameters: Record<string, unknown>; secureParameters: Record<string, string> };
export type ParameterValues = {
  servicePrincipalId: string;
  scimEndpoint: string;
  token: string;
  run: RunParameters;
};

/** The values of a template's parameters for one onboarding and one run; the secret ones apart. */
export function workflowParameters(
  { parameters }: Pick<GenerationDescriptor, 'parameters'>,
  values: ParameterValues,
): WorkflowParameters {
  const plain: [string, unknown][] = [];
  const secure: [string, string][] = [];
  for (const parameter of parameters) {
    if (parameter.type === 'SecureString') secure.push([parameter.name, values.token]);
    // Fixed ones keep the default that the definition brings along.
    else if (parameter.from !== 'fixed') plain.push([parameter.name, VALUE[parameter.from](values, parameter)]);
  }
  return { parameters: Object.fromEntries(plain), secureParameters: Object.fromEntries(secure) };
}

type Source = Exclude<ParameterDescriptor['from'], 'fixed'>;
const VALUE: Record<Source, (values: ParameterValues, parameter: ParameterDescriptor) => unknown> = {
  'service-principal': ({ servicePrincipalId }) => servicePrincipalId,
  'scim-endpoint': ({ scimEndpoint }) => endpointForRun(scimEndpoint),
  'bearer-token': secretOnly,
  'verified-domain': ({ run }) => run.testUserDomain,
  'enabled-tests': ({ run }) => run.enabledTests,
  'user-profiles': ({ run }) => run.userProfiles,
  'group-properties': () => DEFAULT_GROUP_PROPERTIES,
  capability: ({ run }, { name }) => capability(run, name as CapabilityFlag),
  'content-type': () => 'application/scim+json',
};

function capability(run: RunParameters, flag: CapabilityFlag): boolean {
  if (flag === 'IsSoftDeleted') return run.isSoftDeleted;
  return flag === 'IsGroupSupported' ? run.isGroupSupported : run.isManagerAttributeSupported;
}

function secretOnly(): never {
  throw new Error('A template declares the bearer token as a parameter that Azure would show.');
}
