import { AppError } from '#lib/platform/errors.ts';
import type { LogicApps } from '#lib/onboarding/ports.ts';
import { arm, armClients, armUnlessMissing, partsOf, type ArmSettings } from './arm-call.ts';
import { armRunReader } from './arm-run-reader.ts';
import { workflowFacts } from './workflow-facts.ts';

/** Logic Apps (Consumption) with one person's token. https://learn.microsoft.com/rest/api/logic/workflows */
export function armLogicApps(settings: ArmSettings): LogicApps {
  const clients = armClients(settings);
  return {
    ...armRunReader(settings),
    async write({ resourceId, location, state, definition, parameters, secureParameters, tags }) {
      refuseMissingSecrets(definition, secureParameters);
      const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
      const values = { ...parameters, ...secureParameters };
      const written = await arm(
        clients.logic(subscriptionId).workflows.createOrUpdate(resourceGroup, name, {
          location,
          tags,
          identity: { type: 'SystemAssigned' },
          state: state === 'enabled' ? 'Enabled' : 'Disabled',
          definition,
          parameters: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])),
        }),
      );
      return workflowFacts(written, resourceId);
    },
    async enable(resourceId) {
      const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
      await arm(clients.logic(subscriptionId).workflows.enable(resourceGroup, name));
    },
    async disable(resourceId) {
      const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
      await armUnlessMissing(clients.logic(subscriptionId).workflows.disable(resourceGroup, name));
    },
    async trigger(resourceId, triggerName) {
      const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
      let runName: string | undefined;
      await arm(
        clients.logic(subscriptionId).workflowTriggers.run(resourceGroup, name, triggerName, {
          // The run's name comes in a header only; the SDK returns nothing.
          onResponse: (response) => {
            runName = response.headers.get('x-ms-workflow-run-id') ?? undefined;
          },
        }),
      );
      return runName;
    },
    async cancelRun(resourceId, runName) {
      const { subscriptionId, resourceGroup, name } = partsOf(resourceId);
      await arm(clients.logic(subscriptionId).workflowRuns.cancel(resourceGroup, name, runName));
    },
  };
}

/** The platform keeps no secure value between writes: a write without one would run with the file's default. */
function refuseMissingSecrets(definition: Record<string, unknown>, secureParameters: Record<string, string>): void {
  const declared = (definition.parameters ?? {}) as Record<string, { type?: string }>;
  for (const [name, { type }] of Object.entries(declared)) {
    if (/^secure/i.test(type ?? '') && !secureParameters[name]) {
      throw new AppError(
        'credential-needed',
        'The workflow cannot be written without its secret. Enter the credential again.',
        { parameter: name },
      );
    }
  }
}
