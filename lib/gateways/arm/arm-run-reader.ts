import type { WorkflowRunAction } from '@azure/arm-logic';
import { z } from 'zod';
import type { RunReader } from '#lib/onboarding/ports.ts';
import { arm, armClients, armUnlessMissing, collect, partsOf, type ArmSettings } from './arm-call.ts';
import { readPages } from './arm-pages.ts';
import { readContent } from './content-link.ts';
import { actionFacts, parameterValues, runFacts, workflowFacts } from './workflow-facts.ts';

/** Reads of workflows, versions, runs and their actions; the role Reader is enough. https://learn.microsoft.com/rest/api/logic/workflow-runs */
export function armRunReader(settings: ArmSettings): RunReader {
  const clients = armClients(settings);
  const at = (resourceId: string) => {
    const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
    return { logic: clients.logic(subscriptionId), group: resourceGroup, name };
  };
  return {
    async workflow(resourceId) {
      const { logic, group, name } = at(resourceId);
      const found = await armUnlessMissing(logic.workflows.get(group, name));
      return found && workflowFacts(found, resourceId);
    },
    async version(resourceId, versionId) {
      const { logic, group, name } = at(resourceId);
      const found = await armUnlessMissing(logic.workflowVersions.get(group, name, versionId));
      return (
        found && {
          definition: (found.definition ?? {}) as Record<string, unknown>,
          parameters: parameterValues(found.parameters),
        }
      );
    },
    async runs(resourceId, limit) {
      const { logic, group, name } = at(resourceId);
      const found = await arm(collect(logic.workflowRuns.list(group, name, { top: limit }), limit));
      return found.map((run) => runFacts(run, resourceId));
    },
    async run(resourceId, runName) {
      const { logic, group, name } = at(resourceId);
      const found = await armUnlessMissing(logic.workflowRuns.get(group, name, runName));
      return found && runFacts(found, resourceId);
    },
    async actions(resourceId, runName) {
      const { logic, group, name } = at(resourceId);
      const repetitions = new Map<string, number>();
      const options = {
        onResponse: ({ bodyAsText }: { bodyAsText?: string | null }) => countRepetitions(bodyAsText, repetitions),
      };
      const found = await arm(collect(logic.workflowRunActions.list(group, name, runName, options)));
      return found.map((action) => actionFacts(action, repetitions.get(action.name ?? '') ?? 0));
    },
    async repetitions(resourceId, runName, action) {
      const { logic } = at(resourceId);
      // The SDK reads the first page only.
      const path = `${resourceId}/runs/${runName}/actions/${encodeURIComponent(action)}/repetitions?api-version=2019-05-01`;
      const found = await readPages(logic, settings, { path, item: Repetition });
      return found.map(({ name }) => name).sort();
    },
    async content(resourceId, runName, action, repetition) {
      const { logic, group, name } = at(resourceId);
      const links = await arm<Pick<WorkflowRunAction, 'inputsLink' | 'outputsLink'>>(
        repetition
          ? logic.workflowRunActionRepetitions.get(group, name, runName, action, repetition)
          : logic.workflowRunActions.get(group, name, runName, action),
      );
      const [inputs, outputs] = await Promise.all([
        readContent(links.inputsLink, settings.timeoutMs),
        readContent(links.outputsLink, settings.timeoutMs),
      ]);
      return { inputs, outputs };
    },
  };
}

const Repetition = z.object({ name: z.string() });
const ActionPage = z.object({
  value: z.array(z.object({ name: z.string(), properties: z.object({ repetitionCount: z.number().optional() }) })),
});

/** `repetitionCount` is on the wire but not in the SDK's model. */
function countRepetitions(body: string | null | undefined, counts: Map<string, number>): void {
  const page = ActionPage.safeParse(JSON.parse(body || '{}'));
  for (const { name, properties } of page.data?.value ?? []) counts.set(name, properties.repetitionCount ?? 0);
}
