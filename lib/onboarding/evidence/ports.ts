import type { Redaction } from '#lib/rules/redactions.ts';

/** What was handed in, as it is kept. */
export type EvidenceRecord = {
  submissionId: string;
  number: number;
  runId?: string;
  /** Over `text`, byte for byte. */
  sha256: string;
  /** Canonical JSON of an `EvidenceContent`. */
  text: string;
  redactions: Redaction[];
  byName: string;
  at: Date;
};
export type NewEvidence = Omit<EvidenceRecord, 'at'>;

/** A row of another tenant answers exactly as a missing one. Nothing here is ever changed or removed. */
export interface EvidenceStore {
  /**
   * Once for each submission and number: a repeat returns the first, whatever it brings. A text that does not have its
   * hash is refused.
   */
  insert(tenantId: string, evidence: NewEvidence): Promise<EvidenceRecord>;
  get(tenantId: string, onboardingId: string, number: number): Promise<EvidenceRecord | undefined>;
  /** Oldest first, without their texts. */
  list(tenantId: string, onboardingId: string): Promise<Omit<EvidenceRecord, 'text'>[]>;
  getForOperator(submissionId: string, number: number): Promise<EvidenceRecord | undefined>;
  /** The newest of a submission. */
  latestForOperator(submissionId: string): Promise<EvidenceRecord | undefined>;
}
