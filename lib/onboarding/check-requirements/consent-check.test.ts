import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { consentCheck } from './consent-check.ts';

const find = (granted: () => Promise<string[]>) => consentCheck({ granted })['tenant.consents']!();

test('which permissions of the later steps are agreed to is information, each with its use', async () => {
  const found = await find(async () => ['User.Read', 'Application.Read.All']);
  expect(found).toMatchObject({ state: 'information', actor: 'directory-admin' });
  expect(found.evidence).toBe('1 of 6 permissions of the later steps are agreed to already.');
  expect(found.table?.rows).toContainEqual(['Application.ReadWrite.All', '2', 'create the application', 'not yet']);
  expect(found.table?.rows[0]).toEqual(expect.arrayContaining(['Application.Read.All', 'yes']));
});

test('without any consent none is agreed to, and nothing is asked for; an outage is no such answer', async () => {
  const refused = new AppError('consent-required', 'No.', { scopes: ['https://graph.microsoft.com/.default'] });
  const found = await find(() => Promise.reject(refused));
  expect(found.evidence).toMatch(/^0 of 6/);
  expect(found.missingScopes).toBeUndefined();
  const outage = new AppError('upstream-unavailable', 'Entra is away.');
  await expect(find(() => Promise.reject(outage))).rejects.toBe(outage);
});
