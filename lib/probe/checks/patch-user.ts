import type { Check } from '../engine/context.ts';
import { PATCH_ACTIVE_CHECKS } from './patch-user-active.ts';
import { PATCH_ELEMENT_CHECKS } from './patch-user-elements.ts';
import { PATCH_MANAGER_CHECKS } from './patch-user-manager.ts';
import { PATCH_OPERATION_CHECKS } from './patch-user-operations.ts';
import { PATCH_PATH_CHECKS } from './patch-user-paths.ts';
import { PATCH_REFUSAL_CHECKS } from './patch-user-refusals.ts';

/** M01 to M39. */
export const PATCH_USER_CHECKS: Check[] = [
  ...PATCH_OPERATION_CHECKS,
  ...PATCH_ELEMENT_CHECKS,
  ...PATCH_PATH_CHECKS,
  ...PATCH_MANAGER_CHECKS,
  ...PATCH_ACTIVE_CHECKS,
  ...PATCH_REFUSAL_CHECKS,
].sort((left, right) => left.ids[0].localeCompare(right.ids[0]));
