import { expect, test, vi } from 'vitest';
import { errorOf, GROUP, NOBODY, ROLES, startArm, SUBSCRIPTION, WORKFLOW, workflowBody } from './arm.fixture.ts';

const NEW = `/subscriptions/${SUBSCRIPTION}/resourceGroups/New-Group`;

test('is created once, then updated, and found in any case', async () => {
  const { call } = startArm();
  expect((await call('PUT', NEW, { body: { location: 'West Europe', tags: { a: 'b' } } })).status).toBe(201);
  expect((await call('PUT', NEW, { body: { location: 'westeurope' } })).status).toBe(200);
  const found = await call('GET', NEW.replace('resourceGroups/New-Group', 'resourcegroups/NEW-GROUP'));
  expect(await found.json()).toEqual({
    id: NEW,
    name: 'New-Group',
    type: 'Microsoft.Resources/resourceGroups',
    location: 'westeurope',
    tags: { a: 'b' },
    properties: { provisioningState: 'Succeeded' },
  });
});

test('HEAD tells whether it exists', async () => {
  const { call } = startArm();
  expect((await call('HEAD', GROUP)).status).toBe(204);
  expect((await call('HEAD', NEW)).status).toBe(404);
});

test.each([
  [NEW, { tags: {} }, 400, 'LocationRequired'],
  [NEW, { location: 'atlantis' }, 400, 'LocationNotAvailableForResourceType'],
  [`${NEW}.`, { location: 'westeurope' }, 400, 'InvalidResourceGroup'],
  [NEW, { location: 7 }, 400, 'InvalidRequestContent'],
  [GROUP, { location: 'eastus' }, 409, 'InvalidResourceGroupLocation'],
])('PUT %s with %j is refused', async (path, body, status, code) => {
  const { call } = startArm();
  expect(await errorOf(await call('PUT', path, { body }))).toMatchObject({ status, code });
});

test('deletion is followed at its Location and takes the workflows and their identities along', async () => {
  const { call, directory, state } = startArm({ knobs: { armOperationMs: 400_000 } });
  await call('PUT', WORKFLOW, { body: workflowBody() });
  const accepted = await call('DELETE', GROUP);
  expect(accepted.status).toBe(202);
  expect(Number(accepted.headers.get('retry-after'))).toBeGreaterThan(0);
  const location = accepted.headers.get('location') ?? '';
  expect((await call('GET', location)).status).toBe(202);
  expect(await (await call('GET', GROUP)).json()).toMatchObject({ properties: { provisioningState: 'Deleting' } });
  await vi.waitFor(async () => expect((await call('GET', location)).status).toBe(200));
  expect(await errorOf(await call('GET', WORKFLOW))).toMatchObject({ status: 404, code: 'ResourceGroupNotFound' });
  expect([directory.servicePrincipals.size, state.versions.size]).toEqual([0, 0]);
});

test('a group that is being deleted takes no more writes', async () => {
  const { call } = startArm({ knobs: { armOperationMs: 1_000_000_000 } });
  await call('DELETE', GROUP);
  const refused = await call('PUT', WORKFLOW, { body: workflowBody() });
  expect(await errorOf(refused)).toMatchObject({ status: 409, code: 'ResourceGroupBeingDeleted' });
});

test('a deletion ends although nobody asks', async () => {
  const { call, state } = startArm({ knobs: { armOperationMs: 10_000 } });
  await call('DELETE', GROUP);
  await vi.waitFor(() => expect(state.resourceGroups.size).toBe(0));
});

test('the list holds what the caller may read, page by page', async () => {
  const { call, grant } = startArm({ knobs: { pageSize: 2 } });
  for (const name of ['a', 'b', 'c'])
    await call('PUT', NEW.replace('New-Group', name), { body: { location: 'eastus' } });
  type Page = { value: { name: string }[]; nextLink?: string };
  const first = (await (await call('GET', `/subscriptions/${SUBSCRIPTION}/resourcegroups`)).json()) as Page;
  const second = (await (await call('GET', first.nextLink ?? '')).json()) as Page;
  expect([...first.value, ...second.value].map(({ name }) => name)).toEqual(['validation', 'a', 'b', 'c']);
  expect(second.nextLink).toBeUndefined();
  grant(NOBODY, ROLES.reader, NEW.replace('New-Group', 'b'));
  const readable = await call('GET', `/subscriptions/${SUBSCRIPTION}/resourcegroups`, { as: NOBODY });
  expect(((await readable.json()) as Page).value.map(({ name }) => name)).toEqual(['b']);
});
