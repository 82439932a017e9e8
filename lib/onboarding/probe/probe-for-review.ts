import { causesOf } from './causes-view.ts';
import type { CauseView, ExportFile, ProbeSummary } from './contract.ts';
import { exportFile } from './export-file.ts';
import type { ProbeRecord } from './ports.ts';
import { probeSummary } from './probe-view.ts';

/** What reviewers see of a probe: verdict, causes, and the report to keep. Exchanges stay with the ISV. */
export function probeForReview(probe: ProbeRecord): { summary: ProbeSummary; causes: CauseView[]; report: ExportFile } {
  return { summary: probeSummary(probe), causes: causesOf(probe.results), report: exportFile(probe, [], 'report') };
}
