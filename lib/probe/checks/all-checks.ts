import type { Check } from '../engine/context.ts';
import { CREATE_USER_CHECKS } from './create-user.ts';
import { CREATE_USER_VALUE_CHECKS } from './create-user-values.ts';
import { DISCOVERY_CHECKS } from './discovery.ts';
import { GROUP_MEMBER_CHECKS } from './group-members.ts';
import { GROUP_CHECKS } from './groups.ts';
import { LOAD_CHECKS } from './load.ts';
import { PATCH_USER_CHECKS } from './patch-user.ts';

/** Every check that is built, in the order of the catalogue. */
export const ALL_CHECKS: readonly Check[] = [
  ...DISCOVERY_CHECKS,
  ...CREATE_USER_CHECKS,
  ...CREATE_USER_VALUE_CHECKS,
  ...PATCH_USER_CHECKS,
  ...GROUP_CHECKS,
  ...GROUP_MEMBER_CHECKS,
  ...LOAD_CHECKS,
];
