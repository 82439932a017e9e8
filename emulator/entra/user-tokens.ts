import { SEED } from '../seed/tenants.ts';
import { grantedScopes } from './consent.ts';
import type { EntraContext } from './context.ts';
import { requireUsable } from './grants/user-answer.ts';
import { armResource, graphResource, resourceOf } from './resources.ts';
import { mintUserToken } from './tokens.ts';

export type UserTokenRequest = {
  userId: string;
  audience: 'graph' | 'arm' | 'portal';
  /** Without it, what the user or its organisation consented to. */
  scopes?: string[];
  clientAppId?: string;
  authContexts?: string[];
};

/** A user's token without the pages, for tests and the control API: the cloud itself has no such door. */
export async function userToken(context: EntraContext, request: UserTokenRequest) {
  const { audience, clientAppId = SEED.portal.clientId, authContexts = [] } = request;
  const { id: userId, tenantId } = requireUsable(context, request.userId);
  const resource = { graph: graphResource, arm: armResource, portal: resourceOf(context, clientAppId) }[audience];
  if (!resource) throw new Error(`No application ${clientAppId} is registered.`);
  const scopes = request.scopes ?? grantedScopes(context, { tenantId, userId, clientAppId }, resource.appId);
  const authTime = context.core.clock.now().toISOString();
  const minted = await mintUserToken(
    context,
    { tenantId, userId, clientAppId, authTime, authContexts },
    { resource, scopes },
  );
  return { accessToken: minted.token, expiresAt: minted.expiresAt };
}
