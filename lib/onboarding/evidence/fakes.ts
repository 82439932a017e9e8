import type { EvidenceRecord, EvidenceStore } from './ports.ts';

type Row = EvidenceRecord & { tenantId: string; onboardingId: string };

/** Evidence in memory; `onboardingOf` says whose a submission is. */
export function fakeEvidence(
  onboardingOf: (submissionId: string) => string = () => 'none',
): EvidenceStore & { rows: Row[] } {
  const rows: Row[] = [];
  const find = (submissionId: string, number: number) =>
    rows.find((row) => row.submissionId === submissionId && row.number === number);
  return {
    rows,
    async insert(tenantId, evidence) {
      const { submissionId, number } = evidence;
      const there = find(submissionId, number);
      if (there) return there;
      const row = { ...evidence, tenantId, onboardingId: onboardingOf(submissionId), at: new Date() };
      rows.push(row);
      return row;
    },
    get: async (tenantId, onboardingId, number) =>
      rows.findLast((row) => row.tenantId === tenantId && row.onboardingId === onboardingId && row.number === number),
    list: async (tenantId, onboardingId) =>
      rows.filter((row) => row.tenantId === tenantId && row.onboardingId === onboardingId),
    getForOperator: async (submissionId, number) => find(submissionId, number),
    latestForOperator: async (submissionId) => rows.findLast((row) => row.submissionId === submissionId),
  };
}
