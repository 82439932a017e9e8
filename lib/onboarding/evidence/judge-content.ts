import { mappingsOf } from '#lib/rules/mappings.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { checkRun, type AcceptanceCheck } from '#lib/rules/run-acceptance.ts';
import { valueAt, type RunSnapshot } from '#lib/rules/run-snapshot.ts';
import { judgeRun } from '#lib/rules/verdict.ts';
import type { EvidenceContent } from './content.ts';

type Judged = Omit<EvidenceContent, 'verdict' | 'acceptance' | 'mappings' | 'jobSettings'>;

/** Our rules over what is kept, and nothing else: whoever holds the evidence comes to the same verdict. */
export function judgeContent(content: Judged): Pick<EvidenceContent, 'verdict'> & { acceptance: AcceptanceCheck[] } {
  const { run, template, expected, parameters } = content;
  const snapshot = snapshotOf(content);
  const verdict = judgeRun(snapshot);
  const schema = snapshot.actions[READINGS[snapshot.template].schema]?.outputs;
  const acceptance = checkRun({
    run: { id: run.runName, workflowId: run.workflowResourceId, status: snapshot.status },
    template: template.id === undefined ? undefined : { id: template.id, title: template.title ?? template.id },
    definitionHash: template.definitionHash,
    parameters,
    mappings: mappingsOf(valueAt(schema, 'body')),
    verdict,
    onboarding: expected,
  });
  const tests = verdict.tests.map(({ phases: _phases, ...kept }) => kept);
  const { ready, blocking, templateResults } = verdict;
  return { verdict: { ready, blocking, tests, templateOverall: templateResults.overall }, acceptance };
}

export function snapshotOf({ run, template, parameters, actions }: Judged): RunSnapshot {
  return {
    runId: run.runName,
    template: template.reading,
    status: run.status as RunSnapshot['status'],
    startTime: run.startedAt,
    endTime: run.endedAt,
    parameters,
    actions,
  };
}
