import { randomUUID } from 'node:crypto';
import type { SyncSchema } from './schema-shape.ts';
import { CORE_GROUP, ENTERPRISE_USER } from './target-path.ts';

export const SOURCE_DIRECTORY = 'Microsoft Entra ID';
export const TARGET_DIRECTORY = 'customappsso';

/** Target attribute, expression, matching priority. */
type Row = readonly [target: string, expression: string, matching?: number];

const USER_ROWS: readonly Row[] = [
  ['userName', '[userPrincipalName]', 1],
  ['active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'],
  ['displayName', '[displayName]'],
  ['title', '[jobTitle]'],
  ['emails[type eq "work"].value', '[mail]'],
  ['preferredLanguage', '[preferredLanguage]'],
  ['name.givenName', '[givenName]'],
  ['name.familyName', '[surname]'],
  ['name.formatted', 'Join(" ", [givenName], [surname])'],
  ['addresses[type eq "work"].formatted', '[physicalDeliveryOfficeName]'],
  ['addresses[type eq "work"].streetAddress', '[streetAddress]'],
  ['addresses[type eq "work"].locality', '[city]'],
  ['addresses[type eq "work"].region', '[state]'],
  ['addresses[type eq "work"].postalCode', '[postalCode]'],
  ['addresses[type eq "work"].country', '[country]'],
  ['phoneNumbers[type eq "work"].value', '[telephoneNumber]'],
  ['phoneNumbers[type eq "mobile"].value', '[mobile]'],
  ['phoneNumbers[type eq "fax"].value', '[facsimileTelephoneNumber]'],
  ['externalId', '[mailNickname]'],
  [`${ENTERPRISE_USER}:employeeNumber`, '[employeeId]'],
  [`${ENTERPRISE_USER}:department`, '[department]'],
  [`${ENTERPRISE_USER}:manager`, '[manager]'],
];

const GROUP_ROWS: readonly Row[] = [
  ['displayName', '[displayName]', 1],
  ['externalId', '[objectId]'],
  ['members', '[members]'],
];

const SOURCE_USER_ATTRIBUTES = [
  'objectId', 'userPrincipalName', 'displayName', 'givenName', 'surname', 'jobTitle', 'department', 'companyName', 'mail',
  'mailNickname', 'mobile', 'telephoneNumber', 'facsimileTelephoneNumber', 'physicalDeliveryOfficeName', 'streetAddress',
  'city', 'state', 'postalCode', 'country', 'preferredLanguage', 'usageLocation', 'employeeId', 'employeeType',
  'employeeOrgData.division', 'employeeOrgData.costCenter', 'otherMails', 'userType', 'accountEnabled', 'IsSoftDeleted',
  'appRoleAssignments', 'manager',
]; // prettier-ignore

/**
 * The mappings a job of the template `scim` starts with.
 * https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups
 */
export function defaultSchema(jobId: string): SyncSchema {
  return {
    id: jobId,
    version: newVersion(),
    directories: [
      sourceDirectory(),
      {
        id: randomUUID(),
        name: TARGET_DIRECTORY,
        readOnly: false,
        discoverabilities: 'AttributeNames, AttributeDataTypes, AttributeReadOnly',
        objects: [targetObject(ENTERPRISE_USER, USER_ROWS), targetObject(CORE_GROUP, GROUP_ROWS)],
        version: newVersion(),
      },
    ],
    synchronizationRules: [
      {
        id: randomUUID(),
        name: 'USER_OUTBOUND_USER',
        priority: 1,
        editable: true,
        sourceDirectoryName: SOURCE_DIRECTORY,
        targetDirectoryName: TARGET_DIRECTORY,
        metadata: [],
        groupFilter: null,
        containerFilter: null,
        objectMappings: [
          objectMapping('Provision Microsoft Entra ID Users', {
            source: 'User',
            target: ENTERPRISE_USER,
            rows: USER_ROWS,
          }),
          objectMapping('Provision Microsoft Entra ID Groups', {
            source: 'Group',
            target: CORE_GROUP,
            rows: GROUP_ROWS,
          }),
        ],
      },
    ],
  };
}

/** Versions are opaque and differ at every save. */
export function newVersion(): string {
  return `Date:${new Date().toISOString()}, Sequence:${randomUUID().slice(0, 8)}`;
}

type Object = { source: 'User' | 'Group'; target: string; rows: readonly Row[] };

function objectMapping(name: string, { source, target, rows }: Object) {
  return {
    name,
    enabled: true,
    flowTypes: 'Add, Update, Delete',
    sourceObjectName: source,
    targetObjectName: target,
    metadata: [],
    scope: { groups: [], inputFilterGroups: [], categoryFilterGroups: [] },
    attributeMappings: rows.map(attributeMapping),
  };
}

function attributeMapping([target, expression, matching = 0]: Row) {
  return {
    targetAttributeName: target,
    matchingPriority: matching,
    flowType: 'Always' as const,
    flowBehavior: 'FlowWhenChanged' as const,
    defaultValue: '',
    exportMissingReferences: false,
    source: sourceOf(expression),
  };
}

function sourceOf(expression: string) {
  const isPlain = /^\[[^\]]+\]$/.test(expression);
  if (isPlain) return { type: 'Attribute' as const, name: expression.slice(1, -1), expression, parameters: [] };
  const attributes = [...expression.matchAll(/\[([^\]]+)\]/g)].map(([whole, name = '']) => ({ whole, name }));
  return {
    type: 'Function' as const,
    name: expression.slice(0, expression.indexOf('(')),
    expression,
    parameters: attributes.map(({ whole, name }) => ({
      key: 'source',
      value: { type: 'Attribute', name, expression: whole, parameters: [] },
    })),
  };
}

function sourceDirectory() {
  return {
    id: randomUUID(),
    name: SOURCE_DIRECTORY,
    readOnly: true,
    discoverabilities: 'None',
    version: newVersion(),
    objects: [
      {
        name: 'User',
        supportedApis: [],
        attributes: SOURCE_USER_ATTRIBUTES.map((name) => attribute(name, sourceType(name))),
      },
      {
        name: 'Group',
        supportedApis: [],
        attributes: ['objectId', 'displayName', 'description', 'mailNickname', 'members'].map((name) =>
          attribute(name, name === 'members' ? 'Reference' : 'String'),
        ),
      },
    ],
  };
}

function sourceType(name: string): string {
  if (name === 'manager') return 'Reference';
  return name === 'accountEnabled' || name === 'IsSoftDeleted' ? 'Boolean' : 'String';
}

function targetObject(name: string, rows: readonly Row[]) {
  const id = { ...attribute('id', 'String'), anchor: true, required: true, mutability: 'ReadOnly' };
  return { name, supportedApis: [], metadata: [], attributes: [id, ...rows.map((row) => targetAttribute(name, row))] };
}

function targetAttribute(objectName: string, [name, , matching = 0]: Row) {
  const isReference = name === 'members' || name.endsWith(':manager');
  return {
    ...attribute(name, isReference ? 'Reference' : name === 'active' ? 'Boolean' : 'String'),
    required: matching > 0,
    multivalued: name === 'members',
    referencedObjects: isReference ? referenced(objectName) : [],
  };
}

function referenced(objectName: string) {
  const objects = objectName === CORE_GROUP ? [ENTERPRISE_USER, CORE_GROUP] : [ENTERPRISE_USER];
  return objects.map((referencedObjectName) => ({ referencedObjectName, referencedProperty: 'id' }));
}

function attribute(name: string, type: string) {
  return {
    name,
    type,
    anchor: false,
    caseExact: false,
    required: false,
    multivalued: name === 'otherMails' || name === 'appRoleAssignments',
    mutability: 'ReadWrite',
    flowNullValues: false,
    defaultValue: null,
    apiExpressions: [],
    metadata: [],
    referencedObjects: [],
  };
}
