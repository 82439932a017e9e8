import { randomUUID } from 'node:crypto';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { LogicManagementClient } from '@azure/arm-logic';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCertificates } from '../core/certificates.ts';
import { listen } from '../core/listen.ts';
import {
  addServicePrincipal,
  FRESH_SUBSCRIPTION,
  GROUP,
  OWNER,
  ROLES,
  startArm,
  SUBSCRIPTION,
  TENANT,
  tokenOf,
  WORKFLOW,
  workflowBody,
} from './arm.fixture.ts';

const arm = startArm({ knobs: { armOperationMs: 20_000, pageSize: 2, recurrenceFiresOnEnable: false } });
const credential = { getToken: async () => ({ token: tokenOf(OWNER), expiresOnTimestamp: Date.now() + 3_600_000 }) };
const names = { group: 'validation', workflow: 'scim-check' };
let server: Awaited<ReturnType<typeof listen>>;
let options: {
  endpoint: string;
  credentialScopes: string[];
  tlsOptions: { ca: string };
  retryOptions: { maxRetries: number };
};

beforeAll(async () => {
  const { caPem, cert, key } = await loadCertificates();
  server = await listen(arm.app, { port: 0, tls: { cert, key } });
  arm.core.addresses.arm = `https://localhost:${server.port}`;
  const credentialScopes = ['https://management.azure.com/.default'];
  options = {
    endpoint: arm.core.addresses.arm,
    credentialScopes,
    tlsOptions: { ca: caPem },
    retryOptions: { maxRetries: 0 },
  };
});
afterAll(async () => {
  arm.stop();
  await server.close();
});

async function all<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  return Array.fromAsync(pages);
}

test('arm-resources-subscriptions lists subscriptions, locations and tenants', async () => {
  const client = new SubscriptionClient(credential, options);
  const found = await all(client.subscriptions.list());
  expect(found.map((one) => one.subscriptionId)).toEqual([SUBSCRIPTION, FRESH_SUBSCRIPTION]);
  const locations = await all(client.subscriptions.listLocations(SUBSCRIPTION));
  expect(locations.map(({ name }) => name)).toContain('westeurope');
  expect(await all(client.tenants.list())).toMatchObject([{ tenantId: TENANT, defaultDomain: 'contoso.example' }]);
});

test('arm-resources creates a group, registers a namespace and waits for a deletion', async () => {
  const client = new ResourceManagementClient(credential, FRESH_SUBSCRIPTION, options);
  const created = await client.resourceGroups.createOrUpdate('temporary', { location: 'westeurope' });
  expect(created.properties?.provisioningState).toBe('Succeeded');
  expect((await client.providers.register('Microsoft.Logic')).registrationState).toBe('Registering');
  expect(await client.resourceGroups.checkExistence('temporary')).toEqual({ body: true });
  expect(await client.resourceGroups.checkExistence('other')).toEqual({ body: false });
  await client.resourceGroups.delete('temporary', { updateIntervalInMs: 10 });
  await expect(client.resourceGroups.get('temporary')).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceGroupNotFound',
  });
});

test('arm-logic deploys, enables, runs and follows a workflow to its actions', async () => {
  const client = new LogicManagementClient(credential, SUBSCRIPTION, options);
  const { properties, ...resource } = workflowBody();
  const { group, workflow } = names;
  const deployed = await client.workflows.createOrUpdate(group, workflow, {
    ...resource,
    ...properties,
    identity: { type: 'SystemAssigned' },
    state: 'Disabled',
  });
  expect(deployed.identity?.principalId).toBeDefined();
  expect(deployed.parameters?.token?.value).toBeUndefined();
  expect((await client.workflows.update(group, workflow)).version).toBe(deployed.version);
  await client.workflows.enable(group, workflow);
  let runId = '';
  await client.workflowTriggers.run(group, workflow, 'Every_Month', {
    onResponse: ({ headers }) => (runId = headers.get('x-ms-workflow-run-id') ?? ''),
  });
  for (const name of ['A', 'B', 'C']) arm.logicApps.record({ runId, name }, { outputs: name });
  const run = await client.workflowRuns.get(group, workflow, runId);
  expect([run.status, run.startTime instanceof Date, run.workflow?.name]).toEqual(['Running', true, deployed.version]);
  const actions = await all(client.workflowRunActions.list(group, workflow, runId));
  expect(actions.map(({ name, outputsLink }) => [name, outputsLink?.contentSize])).toEqual([
    ['A', 3],
    ['B', 3],
    ['C', 3],
  ]);
  await client.workflowRuns.cancel(group, workflow, runId);
  expect((await all(client.workflowRuns.list(group, workflow))).map(({ status }) => status)).toEqual(['Cancelled']);
  const [version] = await all(client.workflowVersions.list(group, workflow));
  expect(version?.definition).toEqual(properties.definition);
  await client.workflows.disable(group, workflow);
  await client.workflows.delete(group, workflow);
  await expect(client.workflowRuns.get(group, workflow, runId)).rejects.toMatchObject({ statusCode: 404 });
});

test('arm-logic reports a refused definition with the code of the platform', async () => {
  const client = new LogicManagementClient(credential, SUBSCRIPTION, options);
  const refused = client.workflows.createOrUpdate(names.group, 'broken', {
    location: 'westeurope',
    definition: { triggers: {} },
  });
  await expect(refused).rejects.toMatchObject({ statusCode: 400, code: 'InvalidTemplate' });
});

test('arm-authorization assigns a role on a resource, with its doubled slash, and reads it back', async () => {
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  const client = new AuthorizationManagementClient(credential, SUBSCRIPTION, options);
  const { id: principalId } = addServicePrincipal(arm);
  const [reader] = await all(client.roleDefinitions.list(WORKFLOW, { filter: "roleName eq 'Reader'" }));
  expect(reader?.name).toBe(ROLES.reader);
  const wanted = { principalId, principalType: 'ServicePrincipal', roleDefinitionId: reader?.id ?? '' };
  const created = await client.roleAssignments.create(WORKFLOW, randomUUID(), wanted);
  expect(created.scope).toBe(WORKFLOW);
  const listed = await all(
    client.roleAssignments.listForScope(WORKFLOW, { filter: `principalId eq '${principalId}'` }),
  );
  expect(listed.map(({ id }) => id)).toEqual([created.id]);
  expect(await client.roleAssignments.deleteById(created.id ?? '')).toMatchObject({ principalId });
  const permissions = await all(client.permissions.listForResourceGroup('validation'));
  expect(permissions.map(({ actions }) => actions)).toEqual([['*']]);
  await expect(
    client.roleAssignments.create(GROUP, randomUUID(), { ...wanted, principalId: randomUUID() }),
  ).rejects.toMatchObject({ code: 'PrincipalNotFound' });
});
