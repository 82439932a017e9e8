import type { KeptEvent } from '#lib/rules/audit-chain.ts';

export type HistoryEvent = KeptEvent & { id: string };

export interface HistoryReader {
  /** Newest first; those before a place in the chain, at most so many. */
  events(tenantId: string, onboardingId: string, page?: { before?: number; limit?: number }): Promise<HistoryEvent[]>;
}
