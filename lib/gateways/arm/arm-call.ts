import type { TokenCredential } from '@azure/core-auth';
import { LogicManagementClient } from '@azure/arm-logic';
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { claimsOf } from '../claims-challenge.ts';

/** The audience of ARM tokens, whatever host answers (https://learn.microsoft.com/rest/api/azure/#create-the-request). */
const ARM_SCOPE = 'https://management.azure.com/.default';
const TIMEOUT_MS = 30_000;

export type ArmSettings = { armUrl: string; token: () => Promise<string> };

/** The official ARM clients, all with our token, timeout and retry policy (theirs: 3 retries of 408, 429 and 5xx). */
export function armClients({ armUrl, token }: ArmSettings) {
  const credential: TokenCredential = {
    getToken: async () => ({ token: await token(), expiresOnTimestamp: Date.now() + TIMEOUT_MS }),
  };
  const old = { endpoint: armUrl, credentialScopes: [ARM_SCOPE], requestContentType: 'application/json' };
  return {
    logic: (subscriptionId: string) => new LogicManagementClient(credential, subscriptionId, old),
    authorization: (subscriptionId: string) => new AuthorizationManagementClient(credential, subscriptionId, old),
    resources: (subscriptionId: string) =>
      new ResourceManagementClient(credential, subscriptionId, { endpoint: armUrl }),
    subscriptions: () => new SubscriptionClient(credential, { endpoint: armUrl }),
  };
}
export type ArmClients = ReturnType<typeof armClients>;

/** Options for every SDK call: a fresh timeout each. */
export function withTimeout() {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}

const RestFailure = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  message: z.string(),
  details: z
    .object({ error: z.object({ code: z.string(), message: z.string() }) })
    .optional()
    .catch(undefined),
});

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

export async function collect<Item>(pages: AsyncIterable<Item>, limit = 10_000): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of pages) {
    items.push(item);
    if (items.length >= limit) break;
  }
  return items;
}

function armFailure(error: unknown): AppError {
  const parsed = RestFailure.safeParse(error);
  const status = parsed.data?.statusCode;
  if (!parsed.success || !status) {
    return new AppError(
      'upstream-unavailable',
      'Azure could not be reached in time. Try again in a moment.',
      { upstream: 'Azure' },
      { cause: error },
    );
  }
  const failure = parsed.data;
  const header = (name: string) => headerOf(error, name);
  const upstreamCode = failure.details?.error.code ?? failure.code;
  const said = failure.details?.error.message ?? failure.message;
  const details = {
    upstream: 'Azure',
    upstreamStatus: status,
    upstreamCode,
    upstreamRequestId: header('x-ms-request-id'),
  };
  const claims = claimsOf(header('www-authenticate'));
  if (claims)
    return new AppError(
      'claims-challenge',
      'Your organisation asks you to confirm who you are.',
      { ...details, claims },
      { cause: error },
    );
  const retryAfterSeconds = Number(header('retry-after')) || undefined;
  const { code, message } = wordsFor(status, said);
  return new AppError(code, message, { ...details, retryAfterSeconds }, { cause: error });
}

/** The SDKs hand over their own headers object; a parsed copy of it would have lost its methods. */
function headerOf(error: unknown, name: string): string | undefined {
  const { response } = error as { response?: { headers?: { get?: (name: string) => string | undefined } } };
  return response?.headers?.get?.(name);
}

function wordsFor(status: number, said: string) {
  if (status === 429)
    return { code: 'upstream-throttled' as const, message: 'Azure is busy. Try again in a few seconds.' };
  if (status >= 500)
    return { code: 'upstream-unavailable' as const, message: 'Azure has a problem right now. Try again in a moment.' };
  if (status === 403) return { code: 'upstream-forbidden' as const, message: `Azure refused this: ${said}` };
  if (status === 404) return { code: 'upstream-not-found' as const, message: `Azure did not find it: ${said}` };
  return { code: 'upstream-rejected' as const, message: `Azure did not accept this: ${said}` };
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
