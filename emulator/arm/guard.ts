import type { MiddlewareHandler } from 'hono';
import { authorizationFailed, requireAccess, sees } from './access.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { ArmError, notFound } from './errors.ts';
import { scopeOf } from './paths.ts';
import type { Subscription } from './state.ts';

/** Lets a request through whose caller may do `action` on what its path names. */
export function allow(arm: Arm, action: string): MiddlewareHandler<ArmEnv> {
  return async (c, next) => {
    requireSubscription(arm, c);
    requireAccess(arm, c, { action, scope: scopeOf(c.req.path) });
    await next();
  };
}

/** Lets a listing through for whoever sees the subscription; its handler leaves out what the caller may not read. */
export function allowListing(arm: Arm, action: string): MiddlewareHandler<ArmEnv> {
  return async (c, next) => {
    const subscription = requireSubscription(arm, c);
    if (!sees(arm, c.var.caller, subscription)) {
      throw authorizationFailed(arm, c, { action, scope: scopeOf(c.req.path) });
    }
    await next();
  };
}

/** The subscription of the path, which must be in the tenant of the token. */
export function requireSubscription(arm: Arm, c: ArmContext): Subscription {
  const id = segment(c, 'subscriptionId');
  const subscription = arm.state.subscriptions.get(id.toLowerCase());
  if (!subscription) throw notFound('SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  if (subscription.tenantId !== c.var.caller.tenantId) throw wrongTenant(c.var.caller.tenantId, subscription.tenantId);
  return subscription;
}

function wrongTenant(tokenTenant: string, tenant: string): ArmError {
  const challenge = `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token", error_description="The access token is from the wrong issuer. It must match the tenant associated with this subscription."`;
  return new ArmError(
    { status: 401, code: 'InvalidAuthenticationTokenTenant', headers: { 'www-authenticate': challenge } },
    `The access token is from the wrong issuer 'https://sts.windows.net/${tokenTenant}/'. It must match the tenant 'https://sts.windows.net/${tenant}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
  );
}
