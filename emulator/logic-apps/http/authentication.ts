import { isObject, toText, type JsonObject } from '../expressions/values.ts';
import { ActionFailure } from '../runtime/outcome.ts';
import type { Run } from '../runtime/run.ts';

const DEFAULT_AUDIENCE = 'https://management.azure.com/';
const SANITIZED = '*sanitized*';

/**
 * The Authorization header for an action's `authentication`; undefined if it has none.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#authentication-types-for-connectors-and-actions
 */
export async function authorizationOf(run: Run, authentication: unknown): Promise<string | undefined> {
  if (!isObject(authentication)) return undefined;
  switch (toText(authentication['type']).toLowerCase()) {
    case 'managedserviceidentity':
      return `Bearer ${await identityToken(run, authentication)}`;
    case 'raw':
      return toText(authentication['value']);
    case 'basic':
      return `Basic ${Buffer.from(`${toText(authentication['username'])}:${toText(authentication['password'])}`).toString('base64')}`;
    default:
      return undefined;
  }
}

/** How history shows an authentication: who asks is no secret, the credential is. */
export function shownAuthentication(authentication: unknown): unknown {
  const isIdentity =
    isObject(authentication) && toText(authentication['type']).toLowerCase() === 'managedserviceidentity';
  return isIdentity ? authentication : SANITIZED;
}

async function identityToken({ identity, entra, workflowName }: Run, authentication: JsonObject): Promise<string> {
  if (!identity) {
    throw new ActionFailure(
      'WorkflowManagedIdentityNotSpecified',
      `The workflow '${workflowName}' has no managed identity: turn the system-assigned identity on.`,
    );
  }
  const audience = toText(authentication['audience'] ?? DEFAULT_AUDIENCE);
  try {
    const { accessToken } = await entra.managedIdentityToken(identity.tenantId, identity.principalId, audience);
    return accessToken;
  } catch (error) {
    throw new ActionFailure(
      'ManagedIdentityTokenNotAcquired',
      `No token for the audience '${audience}': ${(error as Error).message}`,
    );
  }
}
