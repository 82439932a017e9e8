import { vi } from 'vitest';
import type { Cloud } from '../emulator.fixture.ts';

export const TOKEN = 'planted-secret';
const LOOP = {
  Numbers: { type: 'Compose', inputs: [10, 20, 30, 40], runAfter: {} },
  For_each: {
    type: 'Foreach',
    foreach: "@outputs('Numbers')",
    actions: { Doubled: { type: 'Compose', inputs: '@mul(item(), 2)', runAfter: {} } },
    runtimeConfiguration: { concurrency: { repetitions: 1 } },
    runAfter: { Numbers: ['Succeeded'] },
  },
  Greeting: { type: 'Compose', inputs: 'plain text', runAfter: { For_each: ['Succeeded'] } },
  Never: { type: 'Compose', inputs: 'not reached', runAfter: { Greeting: ['Failed'] } },
};
export const WAITING = { Wait: { type: 'Wait', inputs: { interval: { count: 24, unit: 'Hour' } }, runAfter: {} } };

/** A definition with a secret, a trigger that is called, and actions inside and outside of a loop. */
export function definition(actions: Record<string, unknown> = LOOP): Record<string, unknown> {
  return {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    parameters: { endpoint: { type: 'String' }, token: { type: 'SecureString', defaultValue: 'of the file' } },
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions,
    outputs: {},
  };
}

/** A vendor with a resource group, and what it takes to write a workflow into it. */
export async function vendorWithGroup(cloud: Cloud, over: Parameters<Cloud['as']>[1] = {}) {
  const isv = cloud.emulator.seedTenant();
  const gateways = cloud.as(isv.personas.admin, over);
  const { id: subscriptionId } = isv.subscription;
  await gateways.azure.ensureResourceGroup(subscriptionId, 'validation', 'westeurope');
  const group = `/subscriptions/${subscriptionId}/resourceGroups/validation`;
  const resourceId = `${group}/providers/Microsoft.Logic/workflows/scim-check`;
  const workflow = {
    resourceId,
    location: 'westeurope',
    state: 'disabled' as const,
    definition: definition(),
    parameters: { endpoint: 'https://isv.example/scim' },
    secureParameters: { token: TOKEN },
    tags: { onboarding: 'one' },
  };
  return { isv, ...gateways, subscriptionId, group, resourceId, workflow };
}

/** The same with the workflow written and enabled; `run` starts one and waits for its end. */
export async function vendorWithWorkflow(cloud: Cloud, actions?: Record<string, unknown>) {
  const vendor = await vendorWithGroup(cloud);
  const { logicApps, resourceId, workflow } = vendor;
  const written = await logicApps.write({ ...workflow, definition: definition(actions) });
  await logicApps.enable(resourceId);
  async function run(): Promise<string> {
    const runName = (await logicApps.trigger(resourceId, 'manual')) ?? '';
    await vi.waitUntil(async () => (await logicApps.run(resourceId, runName))?.status !== 'Running');
    return runName;
  }
  return { ...vendor, written, run };
}
