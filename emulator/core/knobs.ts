/** How the local cloud behaves. Durations are emulated time (divided by the time scale); token lifetimes are wall-clock. */
export type Knobs = {
  /** After a create, reads of a directory object answer 404 this long. */
  replicationDelayMs: number;
  /** The same for users and groups. 0 by default: the official template assigns roles to them at once, and that works. */
  accountReplicationDelayMs: number;
  /** After a service principal is made, its synchronization templates are an empty list and POST jobs answers 401 this long. */
  syncReplicationDelayMs: number;
  /** A role assignment to a principal younger than this answers PrincipalNotFound unless principalType is given. */
  principalDelayMs: number;
  /** Provisioning log entries appear this long after the action. */
  provisioningLogDelayMs: number;
  /** ARM operations that are asynchronous take this long. */
  armOperationMs: number;
  /** Standard provisioning cycle interval; allow-listed tenants use `fastCycleMs`. */
  standardCycleMs: number;
  fastCycleMs: number;
  /** Wall-clock lifetimes of issued tokens. */
  accessTokenSeconds: number;
  managedIdentityTokenSeconds: number;
  /** A managed identity's token is reused, with its old roles, until it expires (Entra: about 24 h). */
  managedIdentityTokenCached: boolean;
  /** A Recurrence trigger without a start time fires when the workflow is enabled. */
  recurrenceFiresOnEnable: boolean;
  /** PUT secrets without SyncAll and SyncNotificationSettings is dropped silently (contracts differ on it). */
  secretsNeedSyncSettings: boolean;
  /** Disable is sent as the string "False" (true) or as a boolean. */
  disableAsString: boolean;
  /** Comparisons treat null like an empty string (documented for logical functions; off by default). */
  nullEqualsEmpty: boolean;
  /** Page size of Graph and ARM collections. */
  pageSize: number;
};

export const DEFAULT_KNOBS: Knobs = {
  replicationDelayMs: 2_000,
  accountReplicationDelayMs: 0,
  syncReplicationDelayMs: 5_000,
  principalDelayMs: 10_000,
  provisioningLogDelayMs: 5_000,
  armOperationMs: 5_000,
  standardCycleMs: 40 * 60_000,
  fastCycleMs: 5 * 60_000,
  accessTokenSeconds: 75 * 60,
  managedIdentityTokenSeconds: 24 * 60 * 60,
  managedIdentityTokenCached: true,
  recurrenceFiresOnEnable: true,
  secretsNeedSyncSettings: true,
  disableAsString: true,
  nullEqualsEmpty: false,
  pageSize: 100,
};
