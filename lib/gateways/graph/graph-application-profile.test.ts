import { expect, test } from 'vitest';
import { openCloud } from '../emulator.fixture.ts';

const cloud = await openCloud();
const { emulator } = cloud;

async function created() {
  const { personas } = emulator.seedTenant();
  const { directory } = cloud.as(personas.admin);
  const { applicationObjectId } = await directory.createApplication('Payroll');
  return { applicationObjectId, read: () => directory.applicationProfile(applicationObjectId) };
}

test('what the registration says of itself and of its publisher', async () => {
  const { applicationObjectId, read } = await created();
  const registered = emulator.directory.applications.get(applicationObjectId);
  emulator.directory.applications.update(applicationObjectId, {
    properties: {
      ...registered?.properties,
      info: { privacyStatementUrl: 'https://contoso.example/privacy', marketingUrl: 'https://contoso.example' },
      verifiedPublisher: { displayName: 'Contoso', verifiedPublisherId: '1234567', addedDateTime: null },
    },
  });
  expect(await read()).toEqual({
    homepage: 'https://contoso.example',
    privacy: 'https://contoso.example/privacy',
    publisherName: 'Contoso',
    partnerOneId: '1234567',
  });
});

test('a new application says nothing of itself yet, and one that is gone is told apart', async () => {
  const { applicationObjectId, read } = await created();
  expect(Object.keys((await read()) ?? { gone: true })).not.toContain('gone');
  emulator.directory.applications.update(applicationObjectId, { deletedAt: new Date().toISOString() });
  expect(await read()).toBeUndefined();
});
