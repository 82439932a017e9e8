import type { Context } from 'hono';
import { GRAPH_APP_ID, type User } from '../../directory/state.ts';
import {
  allConfiguredScopes,
  configuredGraphRoles,
  install,
  mayConsentForAll,
  mayGrantGraphRoles,
  recordConsent,
  type ScopesOf,
} from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { EntraError } from '../errors.ts';
import { graphResource } from '../resources.ts';
import type { Flow, Session } from '../state.ts';
import { accountOfSession } from './accounts.ts';
import type { Question } from './questions.ts';
import type { SignInRequest } from './request.ts';
import { sendBack } from './send-back.ts';
import { rememberAccount } from './sessions.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent: always asks, and only those who may. */
export function nextAdminQuestion(
  context: EntraContext,
  request: SignInRequest,
  { flow, session }: { flow: Flow; session: Session | undefined },
): Question {
  if (request.realm.segment.toLowerCase() === 'common') {
    throw new EntraError(90009, "Admin consent needs a tenant: use its id, one of its domains or 'organizations'.");
  }
  const known = flow.userId ? context.directory.users.get(flow.userId) : accountOfSession(context, request, session);
  if (!known || known === 'several') return { ask: 'account', isSeveral: known === 'several' };
  const missing = askedOfAdmin(context, request);
  const roles = asksForRoles(request) ? configuredGraphRoles(context, request.application.appId) : [];
  const may = mayConsentForAll(context, known) && (roles.length === 0 || mayGrantGraphRoles(context, known));
  return may ? { ask: 'consent', user: known, missing, mayForAll: true } : { ask: 'approval', user: known, missing };
}

/** Consents for everybody: delegated scopes, and with `.default` the registration's application permissions too. */
export function finishAdminConsent(
  context: EntraContext,
  c: Context,
  { request, flow, user }: { request: SignInRequest; flow: Flow; user: User },
) {
  const { application } = request;
  const { tenantId } = user;
  const consented = askedOfAdmin(context, request);
  recordConsent(context, { tenantId, application }, consented);
  if (asksForRoles(request)) grantRoles(context, { tenantId, request });
  rememberAccount(context, c, { userId: user.id, authContexts: flow.authContexts });
  context.state.flows.remove(flow.id);
  const scope = consented.flatMap(({ resource, scopes }) => scopes.map((one) => `${resource.scopePrefix}${one}`));
  return sendBack(c, request, { admin_consent: 'True', tenant: tenantId, scope: scope.join(' ') });
}

function askedOfAdmin(context: EntraContext, { asked, application }: SignInRequest): ScopesOf[] {
  const named = asked.resources.map(({ resource, scopes }) => ({ resource, scopes: [...scopes] }));
  const configured = asked.resources.some(({ isDefault }) => isDefault)
    ? allConfiguredScopes(context, application.appId)
    : [];
  const all = [{ resource: graphResource, scopes: ['openid', 'profile', 'offline_access'] }, ...named, ...configured];
  const byResource = new Map<string, ScopesOf>();
  for (const { resource, scopes } of all) {
    const sofar = byResource.get(resource.appId)?.scopes ?? [];
    byResource.set(resource.appId, { resource, scopes: [...new Set([...sofar, ...scopes])] });
  }
  return [...byResource.values()].filter(({ scopes }) => scopes.length > 0);
}

function asksForRoles({ asked }: SignInRequest): boolean {
  return asked.resources.some(({ resource, isDefault }) => isDefault && resource === graphResource);
}

function grantRoles(context: EntraContext, { tenantId, request }: { tenantId: string; request: SignInRequest }): void {
  const { servicePrincipals, appRoleAssignments } = context.directory;
  const principal = install(context, request.application, tenantId);
  const graph = servicePrincipals.first((row) => row.tenantId === tenantId && row.appId === GRAPH_APP_ID)!;
  for (const appRoleId of configuredGraphRoles(context, request.application.appId)) {
    const isThere = appRoleAssignments.first((row) => row.principalId === principal.id && row.appRoleId === appRoleId);
    if (isThere) continue;
    appRoleAssignments.insert({
      id: crypto.randomUUID(),
      tenantId,
      appRoleId,
      principalId: principal.id,
      principalType: 'ServicePrincipal',
      resourceId: graph.id,
      createdAt: context.core.clock.now().toISOString(),
    });
  }
}
