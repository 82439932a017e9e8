import type { RunRow } from '../core/siblings.ts';
import type { Arm } from './context.ts';
import type { Workflow } from './state.ts';
import { requireVersion } from './workflow-wire.ts';

/** Starts a run of the workflow as it is now. */
export function startRun(
  arm: Arm,
  { armId, name, versionId, identity }: Workflow,
  { triggerName, triggerBody }: { triggerName: string; triggerBody?: unknown },
): RunRow {
  const { definition, parameters } = requireVersion(arm, versionId);
  return arm.logicApps.startRun({
    workflowId: armId,
    workflowName: name,
    versionId,
    definition,
    parameters,
    triggerName,
    triggerBody,
    identity,
  });
}
