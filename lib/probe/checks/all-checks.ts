import type { Check } from '../engine/context.ts';
import { AUTHENTICATION_CHECKS } from './authentication.ts';
import { CREATE_USER_CHECKS } from './create-user.ts';
import { CREATE_USER_VALUE_CHECKS } from './create-user-values.ts';
import { DELETE_USER_CHECKS } from './delete-user.ts';
import { DISCOVERY_CHECKS } from './discovery.ts';
import { ERROR_CHECKS } from './errors.ts';
import { FILTER_CHECKS } from './filter.ts';
import { GROUP_CHECKS } from './groups.ts';
import { GROUP_MEMBER_CHECKS } from './group-members.ts';
import { LOAD_CHECKS } from './load.ts';
import { NETWORK_CHECKS } from './network.ts';
import { PAGING_CHECKS } from './paging.ts';
import { PAGING_WALK_CHECKS } from './paging-walk.ts';
import { PATCH_USER_CHECKS } from './patch-user.ts';
import { PUT_USER_CHECKS } from './put-user.ts';
import { READ_USER_CHECKS } from './read-user.ts';

/** Every check that is built, in the order of the catalogue. */
export const ALL_CHECKS: readonly Check[] = [
  ...DISCOVERY_CHECKS,
  ...AUTHENTICATION_CHECKS,
  ...CREATE_USER_CHECKS,
  ...CREATE_USER_VALUE_CHECKS,
  ...READ_USER_CHECKS,
  ...FILTER_CHECKS,
  ...PAGING_WALK_CHECKS,
  ...PAGING_CHECKS,
  ...PATCH_USER_CHECKS,
  ...PUT_USER_CHECKS,
  ...DELETE_USER_CHECKS,
  ...GROUP_CHECKS,
  ...GROUP_MEMBER_CHECKS,
  ...ERROR_CHECKS,
  ...LOAD_CHECKS,
  ...NETWORK_CHECKS,
];
