import type { User } from '../directory/state.ts';
import type { GraphRequest } from './context.ts';
import type { Filterable } from './odata-filter.ts';
import type { Wire } from './odata-query.ts';
import { USER_PROPERTIES } from './user-properties.ts';

const EMPTY: Wire = {
  ...Object.fromEntries(Object.entries(USER_PROPERTIES).map(([name, kind]) => [name, kind === 'texts' ? [] : null])),
  userType: 'Member',
};

/** A user as Graph shows it; a deleted one's name is out of the way of new users. */
export function userWire(user: User): Wire {
  const freed = user.deletedAt ? user.id.replaceAll('-', '') : '';
  return {
    id: user.id,
    deletedDateTime: user.deletedAt ?? null,
    createdDateTime: user.createdAt,
    ...EMPTY,
    ...user.properties,
    accountEnabled: user.accountEnabled,
    displayName: user.displayName,
    userPrincipalName: `${freed}${user.userPrincipalName}`,
  };
}

/** v1.0 gives these unless asked for more; beta gives everything. */
const V1_DEFAULTS = [
  'id', 'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation',
  'preferredLanguage', 'surname', 'userPrincipalName',
]; // prettier-ignore

export const userDefaults = (c: GraphRequest) => (c.var.graphVersion === 'v1.0' ? V1_DEFAULTS : undefined);

export const USER_FILTERS: Filterable = {
  id: ['eq', 'in'],
  displayName: ['eq', 'startswith', 'in'],
  userPrincipalName: ['eq', 'startswith', 'in'],
  mail: ['eq', 'startswith', 'in'],
  mailNickname: ['eq', 'startswith'],
  accountEnabled: ['eq'],
  userType: ['eq'],
};
