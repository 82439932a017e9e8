import type { KeptEvent } from '#lib/rules/audit-chain.ts';

export type HistoryEvent = KeptEvent & { id: string };

/** Of the content as it stands now, whatever hash is kept beside it. */
export type EvidenceHash = { number: number; sha256: string };

export interface HistoryReader {
  /** Newest first; those before a place in the chain, at most so many. */
  events(tenantId: string, onboardingId: string, page?: { before?: number; limit?: number }): Promise<HistoryEvent[]>;
  /** Of all evidence that was handed in, computed anew. */
  evidenceHashes(tenantId: string, onboardingId: string): Promise<EvidenceHash[]>;
}
