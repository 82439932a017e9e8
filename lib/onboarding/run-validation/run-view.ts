import { isAccepted, type AcceptanceCheck } from '#lib/rules/run-acceptance.ts';
import type { RunRecord } from '../record/ports.ts';
import { descriptorOf } from '../deploy-logic-app/templates.ts';
import type { RunSummary, RunView } from './contract.ts';
import { countsOf } from './test-results.ts';

export const isLive = ({ status }: Pick<RunRecord, 'status'>): boolean => status === 'starting' || status === 'running';

/** Ready, and every check at the source held when it was last read. */
export function isVerified({ ready, verifiedAt, acceptance }: Pick<RunRecord, 'ready' | 'verifiedAt' | 'acceptance'>) {
  return ready === true && verifiedAt !== undefined && isAccepted(acceptance as AcceptanceCheck[]);
}

export function runSummary(run: RunRecord): RunSummary {
  const { id, runName, status, startedByName, enabledTests, ready } = run;
  return {
    id,
    runName,
    status,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString(),
    startedByName,
    template: templateWords(run),
    enabledTests,
    counts: countsOf(run.tests),
    ready,
    verified: ready === undefined ? undefined : isVerified(run),
  };
}

export function runView(run: RunRecord, { expectedMinutes }: { expectedMinutes?: number } = {}): RunView {
  const expectedEnd =
    isLive(run) && expectedMinutes ? new Date(run.startedAt.getTime() + expectedMinutes * 60_000) : undefined;
  return {
    ...runSummary(run),
    readAt: run.readAt?.toISOString(),
    watchedBy: run.watchedBy,
    expectedEnd: expectedEnd?.toISOString(),
    tests: run.tests,
    blocking: run.blocking,
    acceptance: run.acceptance,
    verifiedAt: run.verifiedAt?.toISOString(),
    templateOverall: run.templateOverall,
    resultSource: run.resultSource,
    parameters: run.parameters,
    definitionHash: run.definitionHash,
    portalLink: run.runName && runLink(run.resourceId, run.runName),
    problem: run.problem,
  };
}

/** The usual length: the median of the runs of the same template and tests that ended well, else what the operator expects. */
export function expectedMinutes(
  runs: Pick<RunRecord, 'template' | 'enabledTests' | 'status' | 'startedAt' | 'endedAt'>[],
  like: Pick<RunRecord, 'template' | 'enabledTests'>,
  otherwise: number,
): number {
  const minutes = runs
    .filter(
      (run) => run.template === like.template && run.enabledTests === like.enabledTests && run.status === 'succeeded',
    )
    .flatMap(({ startedAt, endedAt }) => (endedAt ? [(endedAt.getTime() - startedAt.getTime()) / 60_000] : []))
    .sort((a, b) => a - b);
  const middle = Math.floor(minutes.length / 2);
  if (minutes.length % 2 === 1) return minutes[middle]!;
  return minutes.length === 0 ? otherwise : (minutes[middle - 1]! + minutes[middle]!) / 2;
}

function templateWords({ template }: Pick<RunRecord, 'template'>): string {
  const { title, version } = descriptorOf(template);
  return `${title} ${version}`;
}

export const AZURE_PORTAL = 'https://portal.azure.com';

/** The run in the Azure portal. */
export function runLink(resourceId: string, runName: string): string {
  const run = encodeURIComponent(`${resourceId}/runs/${runName}`);
  return `${AZURE_PORTAL}/#blade/Microsoft_Azure_EMA/LogicAppsMonitorBlade/runid/${run}`;
}
