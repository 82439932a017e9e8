import type { Group } from '../directory/state.ts';
import type { Kinds } from './checked-properties.ts';
import type { Filterable } from './odata-filter.ts';
import type { Wire } from './odata-query.ts';

/** https://learn.microsoft.com/graph/api/resources/group: what a caller may set. */
export const GROUP_PROPERTIES: Kinds = {
  classification: 'text',
  description: 'text',
  displayName: 'text',
  groupTypes: 'texts',
  isAssignableToRole: 'flag',
  mailEnabled: 'flag',
  mailNickname: 'text',
  preferredDataLocation: 'text',
  preferredLanguage: 'text',
  securityEnabled: 'flag',
  theme: 'text',
  visibility: 'text',
};

export function groupWire(group: Group): Wire {
  const empty = Object.fromEntries(Object.keys(GROUP_PROPERTIES).map((name) => [name, null]));
  return {
    id: group.id,
    deletedDateTime: group.deletedAt ?? null,
    createdDateTime: group.createdAt,
    ...empty,
    mail: null,
    groupTypes: [],
    mailEnabled: false,
    securityEnabled: true,
    ...group.properties,
    displayName: group.displayName,
  };
}

/** Security groups are gone at once; Microsoft 365 groups can be restored for 30 days. */
export function isRestorable(group: Group): boolean {
  const types = group.properties.groupTypes;
  return Array.isArray(types) && types.includes('Unified');
}

export const GROUP_FILTERS: Filterable = {
  id: ['eq', 'in'],
  displayName: ['eq', 'startswith', 'in'],
  mailNickname: ['eq', 'startswith'],
  securityEnabled: ['eq'],
  mailEnabled: ['eq'],
};
