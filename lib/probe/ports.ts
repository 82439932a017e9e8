/** What the probe needs from outside, in our words. */

export type ProbeMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type ProbeRequest = {
  url: string;
  method: ProbeMethod;
  headers: Record<string, string>;
  body?: string;
  timeoutMs?: number;
};
export type ProbeAnswer = {
  url: string;
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  text: string;
  truncated: boolean;
  durationMs: number;
};
/** Throws an AppError: `address-refused`, `upstream-unavailable` or `upstream-timeout`. A status is an answer. */
export type ProbeHttp = (request: ProbeRequest) => Promise<ProbeAnswer>;

export type ProbeCredential =
  | { kind: 'bearer'; token: string }
  | { kind: 'client-credentials'; tokenUrl: string; clientId: string; clientSecret: string; scope?: string };

export type Collection = 'Users' | 'Groups';
/** Something the probe is about to make or has made; found again by `name`, its userName or displayName. */
export type InventoryItem = { ref: string; collection: Collection; name: string; id?: string };

/**
 * What a probe made and has not removed, kept where a crash does not reach. An item is written before the request that
 * makes it, so that nothing can be left behind unlisted.
 */
export type Inventory = {
  /** Adds it, or writes it anew with the id that is known now. */
  put(item: InventoryItem): Promise<void>;
  remove(ref: string): Promise<void>;
  list(): Promise<InventoryItem[]>;
};
