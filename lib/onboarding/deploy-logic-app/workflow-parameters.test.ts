import { expect, test } from 'vitest';
import { KNOWN_TEMPLATES, OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { workflowParameters } from './workflow-parameters.ts';

const values = {
  servicePrincipalId: 'sp',
  scimEndpoint: 'https://scim.example/v2/?aadOptscim062020',
  token: 'planted-secret',
  run: {
    testUserDomain: 'contoso.example',
    enabledTests: 'All',
    isSoftDeleted: true,
    isGroupSupported: false,
    isManagerAttributeSupported: true,
    userProfiles: [{ displayName: 'Ada' }],
  },
};

test('carries the onboarding’s values, the endpoint without flags and slash', () => {
  const { parameters } = workflowParameters(OWN_CONSUMPTION, values);
  expect(parameters).toMatchObject({
    servicePrincipalId: 'sp',
    scimEndpoint: 'https://scim.example/v2',
    testUserDomain: 'contoso.example',
    EnabledTests: 'All',
    IsSoftDeleted: true,
    IsGroupSupported: false,
    IsManagerAttributeSupported: true,
  });
});

test.each(KNOWN_TEMPLATES)('keeps the token of $id among the secure parameters only', (template) => {
  const { parameters, secureParameters } = workflowParameters(template, values);
  expect(secureParameters).toEqual({ scimBearerToken: 'planted-secret' });
  expect(JSON.stringify(parameters)).not.toContain('planted-secret');
});

test('refuses a template that would show the token', () => {
  const leaky = { parameters: [{ name: 'token', type: 'String' as const, from: 'bearer-token' as const }] };
  expect(() => workflowParameters(leaky, values)).toThrow('would show');
});
