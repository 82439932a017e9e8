import { randomUUID } from 'node:crypto';
import { ProvisioningRefused } from '../core/siblings.ts';
import { connect, type Network } from './connection.ts';
import { ConnectionFailure, EntryFailure, INCOMPATIBLE, statusName } from './failures.ts';
import { mappingOf, type SyncSchema } from './schema-shape.ts';
import type { ScimAnswer, ScimClient } from './scim-client.ts';
import type { SecretPair } from './state.ts';

const UNAVAILABLE = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable';

/**
 * Asks the target for a user and a group that cannot exist. It is to answer 200 with an empty list; anything else is
 * thrown as the refusal that callers of validateCredentials see.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials
 */
export async function testConnection(secrets: SecretPair[], schema: SyncSchema, network: Network): Promise<void> {
  try {
    const { client } = connect(secrets, network);
    for (const path of probes(schema)) await probe(client, path);
  } catch (error) {
    if (error instanceof ConnectionFailure || error instanceof EntryFailure) throw unavailable(error.message);
    throw error;
  }
}

function probes(schema: SyncSchema): string[] {
  return (['User', 'Group'] as const).flatMap((kind) => {
    const mapping = mappingOf(schema, kind);
    const matching = mapping?.attributeMappings.find((row) => row.matchingPriority === 1)?.targetAttributeName;
    if (!matching) return [];
    const filter = encodeURIComponent(`${matching} eq "${randomUUID()}"`).replaceAll('%20', '+');
    return kind === 'User' ? [`/Users?filter=${filter}`] : [`/Groups?excludedAttributes=members&filter=${filter}`];
  });
}

async function probe(client: ScimClient, path: string): Promise<void> {
  const answer = await client.send('GET', path);
  if (answer.status === 200 && isEmptyList(answer.text)) return;
  const isUnavailable = [401, 403, 429].includes(answer.status) || answer.status >= 500;
  throw isUnavailable ? unavailable(described(answer)) : incompatible(answer);
}

function isEmptyList(text: string): boolean {
  try {
    const body = JSON.parse(text) as { totalResults?: unknown; Resources?: unknown };
    return body.totalResults === 0 || (Array.isArray(body.Resources) && body.Resources.length === 0);
  } catch {
    // Not JSON is not a list.
    return false;
  }
}

function unavailable(message: string): ProvisioningRefused {
  return new ProvisioningRefused(400, 'CredentialValidationUnavailable', OUTER_MESSAGE, { code: UNAVAILABLE, message });
}

function incompatible(answer: ScimAnswer): ProvisioningRefused {
  return new ProvisioningRefused(400, 'InvalidCredentials', OUTER_MESSAGE, {
    code: INCOMPATIBLE,
    message: `An HTTP/${answer.status} response was returned rather than the expected HTTP/200 OK with an empty list. ${described(answer)}`,
  });
}

const OUTER_MESSAGE =
  'We were unable to validate the credentials. The connection to the application could not be made, or it did not answer as expected.';

function described({ url, status, headers, text }: ScimAnswer): string {
  const shownHeaders = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  return (
    `Received response from Web resource. Resource: ${decodeURIComponent(url).replaceAll(' ', '+')} Operation: GET ` +
    `Response Status Code: ${statusName(status)} Response Headers: ${shownHeaders.join(' ')} Response Content: ${text.slice(0, 1_000)}`
  );
}
