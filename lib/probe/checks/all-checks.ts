import type { Check } from '../engine/context.ts';
import { CREATE_USER_CHECKS } from './create-user.ts';
import { CREATE_USER_VALUE_CHECKS } from './create-user-values.ts';
import { DELETE_USER_CHECKS } from './delete-user.ts';
import { DISCOVERY_CHECKS } from './discovery.ts';
import { ERROR_CHECKS } from './errors.ts';
import { NETWORK_CHECKS } from './network.ts';
import { PATCH_USER_CHECKS } from './patch-user.ts';
import { PUT_USER_CHECKS } from './put-user.ts';

/** Every check that is built, in the order of the catalogue. */
export const ALL_CHECKS: readonly Check[] = [
  ...DISCOVERY_CHECKS,
  ...CREATE_USER_CHECKS,
  ...CREATE_USER_VALUE_CHECKS,
  ...PATCH_USER_CHECKS,
  ...PUT_USER_CHECKS,
  ...DELETE_USER_CHECKS,
  ...ERROR_CHECKS,
  ...NETWORK_CHECKS,
];
