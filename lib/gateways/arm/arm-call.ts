import type { TokenCredential } from '@azure/core-auth';
import { LogicManagementClient } from '@azure/arm-logic';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { resourceAt } from '#lib/platform/clouds.ts';
import { AppError } from '#lib/platform/errors.ts';
import { armFailure } from './arm-failure.ts';
import { portalPolicy } from './arm-policy.ts';

const TIMEOUT_MS = 30_000;

export type ArmSettings = {
  armUrl: string;
  token: () => Promise<string>;
  /** For one request with all its retries. */
  timeoutMs?: number;
};

/** The official ARM clients, all with our token, timeout and retries. */
export function armClients({ armUrl, token, timeoutMs = TIMEOUT_MS }: ArmSettings) {
  const credential: TokenCredential = {
    getToken: async () => ({ token: await token(), expiresOnTimestamp: Date.now() + timeoutMs }),
  };
  const ours = {
    endpoint: armUrl,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: portalPolicy(armUrl, timeoutMs), position: 'perCall' as const }],
  };
  const old = {
    ...ours,
    credentialScopes: [`${resourceAt('arm', armUrl)}/.default`],
    requestContentType: 'application/json',
  };
  return {
    logic: (subscriptionId: string) => new LogicManagementClient(credential, subscriptionId, old),
    authorization: (subscriptionId: string) => new AuthorizationManagementClient(credential, subscriptionId, old),
    resources: (subscriptionId: string) => new ResourceManagementClient(credential, subscriptionId, ours),
    subscriptions: () => new SubscriptionClient(credential, ours),
  };
}
export type ArmClients = ReturnType<typeof armClients>;

/** Runs an SDK call and turns its failure into ours. AppErrors of the token source pass as they are. */
export async function arm<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof AppError ? error : armFailure(error);
  }
}

/** Like `arm`, with undefined for what does not exist. */
export async function armUnlessMissing<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await arm(call);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream-not-found') return undefined;
    throw error;
  }
}

export async function collect<Item>(pages: AsyncIterable<Item>, limit = Infinity): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of pages) {
    items.push(item);
    if (items.length >= limit) break;
  }
  return items;
}

export type ResourceParts = { subscriptionId: string; resourceGroup: string; name: string };

/** The parts of a workflow's resource id. Throws on anything else: ids come from our own records. */
export function partsOf(resourceId: string): ResourceParts {
  const match =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Logic\/workflows\/([^/]+)$/i.exec(
      resourceId,
    );
  const [, subscriptionId, resourceGroup, name] = match ?? [];
  if (!subscriptionId || !resourceGroup || !name) throw new Error('Not the resource id of a Logic App.');
  return { subscriptionId, resourceGroup, name };
}
