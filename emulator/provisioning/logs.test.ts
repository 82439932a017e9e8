import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';

const PATH = '/auditLogs/provisioning';
const errorOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  return { status: answer.status, ...error };
};
const values = async (answer: Response) =>
  (await answer.json()) as { value: { provisioningAction: string }[]; '@odata.nextLink'?: string };

async function withHistory(cloud: Cloud) {
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.change(user, { jobTitle: 'Clerk' });
  await cloud.cycle();
  return user;
}

test('the newest entry of one object is found with the options in either order and either way to quote', async () => {
  const cloud = await startCloud();
  const user = await withHistory(cloud);
  const filter = (quote: string) =>
    `$filter=jobId%20eq%20${quote}${cloud.jobId}${quote}%20and%20servicePrincipal/id%20eq%20${quote}${cloud.servicePrincipal.id}${quote}` +
    `%20and%20sourceIdentity/id%20eq%20${quote}${user.id}${quote}%20and%20provisioningAction%20eq%20${quote}Update${quote}`;
  const rest = '$top=1&$orderby=activityDateTime%20desc';
  for (const query of [`${rest}&${filter('%27')}`, `${filter("'")}&${rest}`]) {
    const { value } = await values(await cloud.call('GET', `${PATH}?${query}`));
    expect(value).toMatchObject([
      { provisioningAction: 'update', modifiedProperties: [{ displayName: 'title', newValue: 'Clerk' }] },
    ]);
  }
});

test('pages follow the next link to the end', async () => {
  const cloud = await startCloud();
  await withHistory(cloud);
  const first = await values(await cloud.call('GET', `${PATH}?$top=1&$orderby=activityDateTime%20asc`));
  const next = new URL(first['@odata.nextLink'] ?? '');
  const second = await values(await cloud.call('GET', next.pathname.replace('/beta', '') + next.search));
  expect([first.value[0]?.provisioningAction, second.value[0]?.provisioningAction]).toEqual(['create', 'update']);
  expect(second['@odata.nextLink']).toBeUndefined();
});

test('an entry appears only after the delay that logs have', async () => {
  const cloud = await startCloud({ knobs: { provisioningLogDelayMs: 3_600_000 } });
  const user = await withHistory(cloud);
  expect(await cloud.logs(user.id)).toEqual([]);
});

test('an application needs one of the permissions, and is told which', async () => {
  const cloud = await startCloud();
  const refused = await errorOf(
    await cloud.call('GET', PATH, undefined, { kind: 'app', permissions: ['User.Read.All'] }),
  );
  expect(refused).toMatchObject({ status: 403, code: 'Authentication_MSGraphPermissionMissing' });
  expect(refused.message).toContain('ProvisioningLog.Read.All');
  for (const permission of ['AuditLog.Read.All', 'ProvisioningLog.Read.All', 'Directory.Read.All']) {
    expect((await cloud.call('GET', PATH, undefined, { kind: 'app', permissions: [permission] })).status).toBe(200);
  }
});

test('a tenant without a premium licence has no logs, and a person without a role may not read them', async () => {
  const cloud = await startCloud();
  const stranger = { objectId: 'bbbbbbbb-0000-4000-8000-000000000001' };
  expect(await errorOf(await cloud.call('GET', PATH, undefined, stranger))).toMatchObject({
    status: 403,
    code: 'Authentication_RequestFromUnsupportedUserRole',
  });
  cloud.directory.tenants.update(cloud.servicePrincipal.tenantId, { skus: [] });
  expect(await errorOf(await cloud.call('GET', PATH))).toMatchObject({
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  });
});

test.each([
  ['?$filter=nothing', 400],
  ['?$orderby=activityDateTime%20sideways', 400],
  ['?$top=0', 400],
  ['?$orderby=jobId', 501],
  ['?$select=id', 501],
])('%s answers %i', async (query, status) => {
  const cloud = await startCloud();
  expect((await cloud.call('GET', PATH + query)).status).toBe(status);
});
