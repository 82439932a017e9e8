import type { WorkflowParameter } from '../workflow.ts';
import { TEST_NAMES } from './names.ts';

/**
 * The parameters of the official Consumption template, by name and type. Those without a default must be given with every deployment:
 * a forgotten token is refused instead of being replaced by a sample.
 */
export function parameters(version: string): Record<string, WorkflowParameter> {
  return {
    servicePrincipalId: { type: 'String' },
    scimEndpoint: { type: 'String' },
    scimBearerToken: { type: 'SecureString' },
    testUserDomain: { type: 'String' },
    templateId: { type: 'String', defaultValue: 'scim' },
    EnabledTests: {
      type: 'String',
      defaultValue: 'All',
      allowedValues: ['All', 'UserTests', 'GroupTests', ...TEST_NAMES],
    },
    defaultUserProperties: { type: 'Array' },
    IsSoftDeleted: { type: 'Bool', defaultValue: true },
    scimContentType: { type: 'String', defaultValue: 'application/scim+json' },
    IsGroupSupported: { type: 'Bool', defaultValue: true },
    IsManagerAttributeSupported: { type: 'Bool', defaultValue: true },
    defaultGroupProperties: { type: 'Object' },
    LogicAppVersion: { type: 'String', defaultValue: version },
  };
}
