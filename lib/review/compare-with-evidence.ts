import { KeptContent, type EvidenceContent } from '#lib/onboarding/evidence/content.ts';
import type { EvidenceRecord, EvidenceStore } from '#lib/onboarding/evidence/ports.ts';
import { takeEvidence } from '#lib/onboarding/evidence/take-evidence.ts';
import type { RunReader } from '#lib/onboarding/ports.ts';
import type { OnboardingRecord, RunRecord } from '#lib/onboarding/record/ports.ts';
import type { ReverificationRecord } from '#lib/onboarding/request-publishing/ports.ts';
import { missingRunChecks } from '#lib/onboarding/run-validation/evidence.ts';
import { differencesFrom } from './evidence-differences.ts';

type Showed = Pick<ReverificationRecord, 'checks' | 'differences' | 'problem'>;
type Wanted = { submissionId: string; onboarding: OnboardingRecord; run: RunRecord & { runName: string } };

/** Reads the run and its Logic App again and compares them with the newest evidence of the submission, as it was kept. */
export async function compareWithEvidence(
  { evidence, reader }: { evidence: Pick<EvidenceStore, 'latestForOperator'>; reader: RunReader },
  { submissionId, onboarding, run }: Wanted,
): Promise<Showed> {
  const kept = await evidence.latestForOperator(submissionId);
  const before = kept && withRun(kept);
  // Reviewers have no rights in the ISV's directory: its domains are those of that hour.
  const verifiedDomains = before?.expected.verifiedDomains;
  const handedIn = { submissionId, number: kept?.number ?? 1, byName: kept?.byName ?? '', request: {}, uploads: [] };
  const taken = await takeEvidence(reader, { onboarding, run, verifiedDomains, handedIn, at: new Date() });
  if (!taken) {
    const checks = missingRunChecks({ onboarding, run, verifiedDomains });
    return { checks, differences: [], problem: 'Azure no longer knows this run.' };
  }
  const { acceptance: checks } = taken.content;
  if (!before) return { checks, differences: [], problem: 'There is no evidence of this request to compare it with.' };
  return { checks, differences: differencesFrom(before, taken.content), problem: undefined };
}

function withRun({ text }: EvidenceRecord): EvidenceContent | undefined {
  const content = KeptContent.parse(JSON.parse(text));
  return content.format === 1 ? content : undefined;
}
