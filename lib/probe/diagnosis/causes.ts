import type { Cause } from './cause.ts';
import { DISCOVERY_CAUSES } from './causes-discovery.ts';
import { FILTER_CAUSES } from './causes-filters.ts';
import { GROUP_CAUSES } from './causes-groups.ts';
import { PAGING_CAUSES } from './causes-paging.ts';
import { PATCH_CAUSES } from './causes-patching.ts';
import { SIGN_IN_CAUSES } from './causes-sign-in.ts';
import { USER_CAUSES } from './causes-users.ts';
import { VALUE_CAUSES } from './causes-values.ts';
import { WIRE_CAUSES } from './causes-wire.ts';

/** The known mistakes of SCIM servers. Ids are stable: reports name them. */
export const CAUSES: readonly Cause[] = [
  ...SIGN_IN_CAUSES,
  ...DISCOVERY_CAUSES,
  ...USER_CAUSES,
  ...FILTER_CAUSES,
  ...PAGING_CAUSES,
  ...PATCH_CAUSES,
  ...VALUE_CAUSES,
  ...GROUP_CAUSES,
  ...WIRE_CAUSES,
];
