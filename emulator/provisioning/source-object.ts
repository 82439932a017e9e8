import type { Directory, Group, User } from '../directory/state.ts';
import type { Value } from './expressions/values.ts';
import type { ObjectKind } from './schema-shape.ts';

/** A user or group of the directory as mappings see it. */
export type SourceObject = {
  id: string;
  kind: ObjectKind;
  displayName: string;
  userPrincipalName?: string;
  /** Unassigned, out of scope, deleted, or a disabled account. */
  isSoftDeleted: boolean;
  read: (attribute: string) => Value;
  managerId?: string;
  memberIds: string[];
  /** Changes whenever anything a mapping could read does. */
  fingerprint: string;
};

/** Mapping names of the directory whose Graph property is called otherwise. */
const GRAPH_NAMES: Record<string, string> = {
  mobile: 'mobilePhone',
  facsimileTelephoneNumber: 'faxNumber',
  physicalDeliveryOfficeName: 'officeLocation',
  immutableId: 'onPremisesImmutableId',
};

export function userSource(user: User, facts: { isEntitled: boolean; appRoles: string[] }): SourceObject {
  const isSoftDeleted = !facts.isEntitled || !user.accountEnabled || user.deletedAt !== undefined;
  const special: Record<string, Value> = {
    objectId: user.id,
    // Guests arrive under their own name. https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works
    userPrincipalName: user.userPrincipalName.replace('#EXT#', ''),
    originalUserPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    accountEnabled: user.accountEnabled,
    IsSoftDeleted: isSoftDeleted,
    appRoleAssignments: facts.appRoles,
    telephoneNumber: firstOf(user.properties['businessPhones']),
    mailNickname: asValue(user.properties['mailNickname']) ?? user.userPrincipalName.split('@')[0],
  };
  const { id, displayName, userPrincipalName, managerId, properties } = user;
  return {
    id,
    kind: 'User',
    displayName,
    userPrincipalName,
    isSoftDeleted,
    managerId,
    memberIds: [],
    read: (name) => (name in special ? special[name] : asValue(propertyAt(properties, name))),
    fingerprint: JSON.stringify([special, properties, managerId, user.deletedAt]),
  };
}

export function groupSource(group: Group, resolvedMembers: string[]): SourceObject {
  const { id, displayName, memberIds, properties } = group;
  const special: Record<string, Value> = { objectId: id, displayName };
  return {
    id,
    kind: 'Group',
    displayName,
    isSoftDeleted: group.deletedAt !== undefined,
    memberIds,
    read: (name) => (name in special ? special[name] : asValue(propertyAt(properties, name))),
    fingerprint: JSON.stringify([special, properties, memberIds, resolvedMembers, group.deletedAt]),
  };
}

/** Names of the app roles by which a principal is assigned to a service principal. */
export function appRoleNames(directory: Directory, servicePrincipalId: string, roleIds: string[]): string[] {
  const roles = directory.servicePrincipals.get(servicePrincipalId)?.appRoles ?? [];
  return roleIds.map((id) => roles.find((role) => role.id === id)).flatMap((role) => (role ? [role.displayName] : []));
}

function propertyAt(properties: Record<string, unknown>, name: string): unknown {
  const extension = /^extensionAttribute\d+$/.test(name) ? `onPremisesExtensionAttributes.${name}` : undefined;
  const path = extension ?? GRAPH_NAMES[name] ?? name;
  return path
    .split('.')
    .reduce<unknown>((holder, key) => (holder as Record<string, unknown> | undefined | null)?.[key], properties);
}

function asValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(String);
  return ['string', 'number', 'boolean'].includes(typeof value) ? (value as Value) : undefined;
}

function firstOf(value: unknown): Value {
  return Array.isArray(value) ? asValue(value[0]) : asValue(value);
}
