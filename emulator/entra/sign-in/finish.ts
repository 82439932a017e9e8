import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { User } from '../../directory/state.ts';
import { install } from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { requireAssigned } from '../grants/user-answer.ts';
import type { Flow } from '../state.ts';
import { clientInfo } from '../tokens.ts';
import type { SignInRequest } from './request.ts';
import { sendBack } from './send-back.ts';
import { rememberAccount } from './sessions.ts';

const CODE_LIFETIME_MS = 10 * 60_000;

/** Ends a sign-in: the application gets its service principal in the tenant, the browser a session, the redirect a code. */
export function finishSignIn(
  context: EntraContext,
  c: Context,
  { request, flow, user, authContexts }: { request: SignInRequest; flow: Flow; user: User; authContexts: string[] },
) {
  const { application, redirectUri } = request;
  const { tenantId, id: userId } = user;
  install(context, application, tenantId);
  requireAssigned(context, { clientAppId: application.appId, tenantId, userId });
  const session = rememberAccount(context, c, { userId, authContexts });
  const now = context.core.clock.now();
  const { codes } = context.state;
  codes.removeWhere(({ expiresAt }) => new Date(expiresAt) <= now);
  const { id: code } = codes.insert({
    id: `1.${randomBytes(48).toString('base64url')}`,
    tenantId,
    userId,
    clientAppId: application.appId,
    scopes: (flow.parameters.scope ?? '').split(' '),
    authTime: now.toISOString(),
    authContexts,
    redirectUri,
    codeChallenge: flow.parameters.code_challenge,
    nonce: flow.parameters.nonce,
    expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS).toISOString(),
    redeemed: false,
  });
  context.state.flows.remove(flow.id);
  return sendBack(c, request, {
    code,
    client_info: flow.parameters.client_info ? clientInfo({ userId, tenantId }) : undefined,
    session_state: session.id.slice(0, 16),
  });
}
