import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';

async function provision(cloud: Cloud, subject: Record<string, unknown>) {
  const schema = (await (await cloud.call('GET', `${cloud.job}/schema`)).json()) as {
    synchronizationRules: { id: string }[];
  };
  const ruleId = schema.synchronizationRules[0]?.id;
  return cloud.call('POST', `${cloud.job}/provisionOnDemand`, { parameters: [{ ruleId, subjects: [subject] }] });
}

async function parts(answer: Response) {
  const { key, value } = (await answer.json()) as { key: string; value: string };
  return { key: JSON.parse(key) as Record<string, unknown>, value: JSON.parse(value) as Record<string, unknown> };
}

test('provisions one user at once, and answers with JSON inside strings', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  cloud.addAssigned('tom');
  const answer = await provision(cloud, { objectId: user.id, objectTypeName: 'User' });
  expect(answer.status).toBe(200);
  const { key, value } = await parts(answer);
  expect(key).toEqual({ result: 'Success', details: {} });
  expect(value).toMatchObject({
    action: 'Create',
    statusInfo: { status: 'Success' },
    sourceIdentity: { id: user.id, type: 'User' },
    provisioningSteps: [
      { name: 'EntryImportAdd', type: 'Import' },
      { name: 'EntrySynchronizationScoping', type: 'Scoping', details: { IsActive: 'True', Assigned: 'True' } },
      { name: 'EntryImport', type: 'Matching' },
      { name: 'EntryExportAdd', type: 'Export', status: 'Success' },
    ],
  });
  expect(await cloud.inTarget('Users')).toHaveLength(1);
  expect(await cloud.logs(user.id)).toMatchObject([{ provisioningAction: 'create' }]);
});

test('a second time there is nothing to export', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  const { key } = await parts(await provision(cloud, { objectId: user.id, objectTypeName: 'User' }));
  expect(key).toMatchObject({ result: 'Skipped', details: { errorCode: 'RedundantExport' } });
});

test('a user out of scope is skipped, a refused one is a failure', async () => {
  const cloud = await startCloud();
  const outsider = cloud.addUser('tom');
  const skipped = await parts(await provision(cloud, { objectId: outsider.id, objectTypeName: 'User' }));
  expect(skipped.key).toMatchObject({ result: 'Skipped' });
  const user = cloud.addAssigned('joy');
  cloud.target.intercept(({ method }) => (method === 'POST' ? new Response('{}', { status: 409 }) : undefined));
  const failed = await parts(await provision(cloud, { objectId: user.id, objectTypeName: 'User' }));
  expect(failed.key).toMatchObject({ result: 'Failure', details: { errorCode: 'EntryConflict' } });
});

test('the compliance flag does not change what is sent on demand', async () => {
  const cloud = await startCloud({ flag: '?aadOptscim062020' });
  const user = cloud.addAssigned('joy');
  await cloud.cycle();
  cloud.directory.users.update(user.id, { accountEnabled: false });
  await provision(cloud, { objectId: user.id, objectTypeName: 'User' });
  expect(cloud.target.operations()).toEqual([{ op: 'Replace', path: 'active', value: 'False' }]);
});

test('a group goes with up to five members', async () => {
  const cloud = await startCloud();
  const user = cloud.addAssigned('joy');
  const group = cloud.addAssignedGroup('Clerks', [user.id]);
  const members = [{ objectId: user.id, objectTypeName: 'User' }];
  const subject = { objectId: group.id, objectTypeName: 'Group', links: { members } };
  const { key, value } = await parts(await provision(cloud, subject));
  expect({ result: key['result'], value }).toEqual({ result: 'Success', value: {} });
  expect(await cloud.inTarget('Groups')).toMatchObject([{ members: [{}] }]);
  const tooMany = { ...subject, links: { members: Array(6).fill(members[0]) } };
  expect((await provision(cloud, tooMany)).status).toBe(400);
});

test('the sixth request in ten seconds is throttled', async () => {
  const cloud = await startCloud({ timeScale: 1 });
  const user = cloud.addAssigned('joy');
  const ask = () => provision(cloud, { objectId: user.id, objectTypeName: 'User' });
  for (let request = 0; request < 5; request += 1) expect((await ask()).status).toBe(200);
  const sixth = await ask();
  expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '10']);
});
