import { AUTHENTICATION } from './authentication.ts';
import { CREATE_USER } from './create-user.ts';
import { DELETE_USER } from './delete-user.ts';
import { DISCOVERY } from './discovery.ts';
import { ERRORS } from './errors.ts';
import { FILTER } from './filter.ts';
import { GROUPS } from './groups.ts';
import { LOAD } from './load.ts';
import { NETWORK } from './network.ts';
import { PAGING } from './paging.ts';
import { PATCH_USER } from './patch-user.ts';
import { PUT_USER } from './put-user.ts';
import { READ_USER } from './read-user.ts';

/** The 171 checks of a SCIM endpoint, area by area. Ids are stable: reports, causes and predictions name them. */
export const CATALOGUE = [
  ...DISCOVERY,
  ...AUTHENTICATION,
  ...CREATE_USER,
  ...READ_USER,
  ...FILTER,
  ...PAGING,
  ...PATCH_USER,
  ...PUT_USER,
  ...DELETE_USER,
  ...GROUPS,
  ...ERRORS,
  ...LOAD,
  ...NETWORK,
] as const;

export type CheckId = (typeof CATALOGUE)[number]['id'];
