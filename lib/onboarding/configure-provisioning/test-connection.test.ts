import { expect, test } from 'vitest';
import { ANN, fakeDirectory, fakeProvisioning } from '../fakes.ts';
import type { ConnectionRefusal } from '../ports.ts';
import { anOnboarding, fakeOnboardings } from '../record/fakes.ts';
import { ConnectionResult } from './contract.ts';
import { testConnection } from './test-connection.ts';

const TOKEN = 'planted-token-value';
const INNER = 'SystemForCrossDomainIdentityManagement';
const quoted = (status: string, content = '') =>
  `Received response from Web resource. Resource: https://x/Users Operation: GET Response Status Code: ${status} Response Headers: Response Content: ${content}`;

async function tested(refusal?: ConnectionRefusal, application = true): Promise<ConnectionResult> {
  const now = new Date();
  const record = anOnboarding({
    completed: { 'check-requirements': now, 'create-application': now },
    application: application
      ? { directoryAppId: 'a', applicationObjectId: 'o', servicePrincipalId: 's', name: 'Payroll' }
      : undefined,
  });
  const ports = { onboardings: fakeOnboardings([record]), ...fakeDirectory(), ...fakeProvisioning({ refusal }) };
  const credential = { kind: 'bearer', token: TOKEN } as const;
  const input = { person: ANN, onboardingId: record.id, scimEndpoint: 'https://x', credential };
  return ConnectionResult.parse(await testConnection(ports, input));
}

test('a connection that Entra takes is connected', async () => {
  expect(await tested()).toMatchObject({ outcome: 'connected' });
});

test.each<[string, string, string]>([
  ['credential-rejected', 'CredentialValidationUnavailable', quoted('Unauthorized')],
  ['credential-rejected', 'CredentialValidationUnavailable', quoted('Forbidden', 'a 500 page')],
  ['endpoint-error', 'CredentialValidationUnavailable', quoted('InternalServerError', 'unauthorized access')],
  ['credential-rejected', 'InvalidCredentials', 'Supported CredentialLocationInRequest is required.'],
  ['unreachable', 'CredentialValidationUnavailable', 'Unable to connect to the remote server'],
  ['credential-rejected', 'InvalidCredentials', ''],
  ['not-understood', 'SomethingNew', 'Nobody has seen this before.'],
])('%s is read from %s: %s', async (cause, code, message) => {
  expect(await tested({ code, message })).toMatchObject({ outcome: 'refused', cause });
});

test('an empty search that is answered with 404 is named as such', async () => {
  const refusal = { code: 'InvalidCredentials', innerCode: `${INNER}ServiceIncompatible`, message: quoted('NotFound') };
  const result = await tested(refusal);
  expect(result).toMatchObject({ cause: 'empty-filter-not-200', fix: expect.stringContaining('"totalResults": 0') });
});

test('what Entra said is shown without the credential', async () => {
  const message = `Response Status Code: Unauthorized Response Headers: Authorization: Bearer ${TOKEN} Content: ${TOKEN}`;
  const result = await tested({ code: 'CredentialValidationUnavailable', message });
  expect(JSON.stringify(result)).not.toContain(TOKEN);
  expect(result).toMatchObject({ raw: expect.stringContaining('Unauthorized') });
});

test('without an application there is nothing to test', async () => {
  await expect(tested(undefined, false)).rejects.toMatchObject({ code: 'step-not-open' });
});
