import type { GenerationDescriptor, GraphRole, ParameterDescriptor } from './descriptor.ts';
import { RESULTS, TEST_NAMES } from './own-edition/names.ts';

/** What the official Consumption template and our edition of it have in common. */

const GROUP_TESTS = TEST_NAMES.filter((name) => name.includes('Group'));

export const CONSUMPTION_PARAMETERS: ParameterDescriptor[] = [
  { name: 'servicePrincipalId', type: 'String', from: 'service-principal' },
  { name: 'scimEndpoint', type: 'String', from: 'scim-endpoint' },
  { name: 'scimBearerToken', type: 'SecureString', from: 'bearer-token' },
  { name: 'testUserDomain', type: 'String', from: 'verified-domain' },
  { name: 'templateId', type: 'String', from: 'fixed' },
  { name: 'EnabledTests', type: 'String', from: 'enabled-tests' },
  { name: 'defaultUserProperties', type: 'Array', from: 'user-profiles' },
  { name: 'IsSoftDeleted', type: 'Bool', from: 'capability' },
  { name: 'scimContentType', type: 'String', from: 'content-type' },
  { name: 'IsGroupSupported', type: 'Bool', from: 'capability' },
  { name: 'IsManagerAttributeSupported', type: 'Bool', from: 'capability' },
  { name: 'defaultGroupProperties', type: 'Object', from: 'group-properties' },
  { name: 'LogicAppVersion', type: 'String', from: 'fixed' },
];

// https://learn.microsoft.com/graph/permissions-reference
export const CONSUMPTION_GRAPH_ROLES: GraphRole[] = [
  {
    value: 'Application.Read.All',
    id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
    reason: 'Reads the app roles of your application, to know which one to assign.',
    neededBy: 'every test',
  },
  {
    value: 'Synchronization.ReadWrite.All',
    id: '9b50c33d-700f-43b1-b2eb-87e89b703581',
    reason: 'Reads the provisioning job and its attribute mappings.',
    neededBy: 'every test',
  },
  {
    value: 'AppRoleAssignment.ReadWrite.All',
    id: '06b708a9-e830-4db3-a914-8e69da51d44f',
    reason: 'Assigns the test users and groups to your application, so that they are provisioned.',
    neededBy: 'every test',
  },
  {
    value: 'User.ReadWrite.All',
    id: '741f803b-c850-494e-b5df-cde7c675a1ca',
    reason: 'Creates, changes, disables and deletes the test users.',
    neededBy: TEST_NAMES.filter((name) => name.includes('User') || name.includes('Member')),
  },
  {
    value: 'Group.ReadWrite.All',
    id: '62a82d76-70ea-41e2-9197-370581804d09',
    reason: 'Creates, changes and deletes the test groups and their members.',
    neededBy: GROUP_TESTS,
  },
  {
    value: 'AuditLog.Read.All',
    id: 'b0afded3-3588-46d8-8b3d-9842eff778da',
    reason: 'Reads the provisioning logs.',
    neededBy: 'every test',
  },
  {
    value: 'ProvisioningLog.Read.All',
    id: '091937d3-3e38-47a1-8649-b2f99d3035f1',
    reason: 'Reads the provisioning logs; without it every test ends without logs.',
    neededBy: 'every test',
  },
];

export const CONSUMPTION: Pick<
  GenerationDescriptor,
  'resource' | 'parameters' | 'tests' | 'results' | 'graphRoles' | 'azureRole' | 'expectedFailedActions' | 'leftovers'
> = {
  resource: 'Microsoft.Logic/workflows',
  parameters: CONSUMPTION_PARAMETERS,
  tests: TEST_NAMES,
  results: {
    action: RESULTS.final,
    shape: 'array',
    fallbackAction: RESULTS.evaluate,
    passesIfStartsWith: 'success',
    skippedIfStartsWith: 'SKIPPED',
  },
  graphRoles: CONSUMPTION_GRAPH_ROLES,
  azureRole: null,
  expectedFailedActions: [],
  leftovers: {
    // The official template renames the user whom it updates.
    userPrefixes: [
      'lacreate',
      'laupdate',
      'updated-laupdate',
      'ladis',
      'ladel',
      'lamgr',
      'lamgrinit',
      'lamgrnew',
      'lamem1',
      'lamem2',
    ],
    groupPrefixes: ['LACreateGroup-', 'LADeleteGroup-', 'LAMemberGroup-'],
  },
};
