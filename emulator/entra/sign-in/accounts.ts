import type { Tenant, User } from '../../directory/state.ts';
import { CONSUMER_TENANT_ID } from '../../seed/tenants.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import type { Session } from '../state.ts';
import type { SignInRequest } from './request.ts';

export type AccountGroup = { tenant: Tenant; users: User[] };

/** People who can sign in here, by tenant. Personal accounts come last. */
export function accountGroups(context: EntraContext, { realm, domainHint }: SignInRequest): AccountGroup[] {
  const { tenants, users } = context.directory;
  const people = users.find((user) => Boolean(user.signIn) && !user.deletedAt && user.accountEnabled);
  return tenants
    .find((tenant) => admits(realm, tenant.id) && matchesHint(tenant, domainHint))
    .map((tenant) => ({ tenant, users: people.filter(({ tenantId }) => tenantId === tenant.id) }))
    .filter((group) => group.users.length > 0)
    .sort((one, other) => Number(isPersonal(one.tenant)) - Number(isPersonal(other.tenant)));
}

export function isPersonal({ id }: Pick<Tenant, 'id'>): boolean {
  return id === CONSUMER_TENANT_ID;
}

/**
 * The account that is signed in already and that this request means, if there is exactly one.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow (`prompt`, `login_hint`)
 */
export function accountOfSession(
  context: EntraContext,
  { realm, prompt, loginHint }: SignInRequest,
  session: Session | undefined,
): User | 'several' | undefined {
  if (prompt === 'login' || prompt === 'select_account') return undefined;
  const users = (session?.accounts ?? [])
    .map(({ userId }) => context.directory.users.get(userId))
    .filter((user): user is User => Boolean(user && !user.deletedAt && user.accountEnabled))
    .filter(({ tenantId }) => admits(realm, tenantId));
  if (loginHint) return users.find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === loginHint);
  return users.length > 1 ? 'several' : users[0];
}

/** The person that an account page's answer names, by id or by what was typed. Refuses who may not sign in here. */
export function signInUser(context: EntraContext, { realm, application }: SignInRequest, named: string): User {
  const wanted = named.trim().toLowerCase();
  const user = context.directory.users.first(
    ({ id, userPrincipalName, deletedAt }) =>
      !deletedAt && (id === wanted || userPrincipalName.toLowerCase() === wanted),
  );
  if (!user?.signIn) {
    throw new EntraError(50034, `The user account ${named} does not exist in the directory, or cannot sign in here.`);
  }
  if (!user.accountEnabled) throw new EntraError(50057, 'The user account is disabled.');
  const isForeign = application.signInAudience === 'AzureADMyOrg' && user.tenantId !== application.tenantId;
  if (isForeign || !admits(realm, user.tenantId)) {
    throw new EntraError(
      50020,
      `User account '${user.userPrincipalName}' does not exist in tenant '${realm.tenant?.displayName ?? realm.segment}' and cannot ` +
        `access the application '${application.appId}' in that tenant.`,
    );
  }
  return user;
}

// `organizations` lets personal accounts through here, unlike the live service: how an application refuses them can then be tried.
function admits(realm: Realm, tenantId: string): boolean {
  if (realm.tenant) return realm.tenant.id === tenantId;
  return realm.admits !== 'personal' || isPersonal({ id: tenantId });
}

function matchesHint(tenant: Tenant, hint: string | undefined): boolean {
  if (!hint || hint === 'organizations') return true;
  if (hint === 'consumers') return isPersonal(tenant);
  return tenant.domains.some(({ name }) => name === hint);
}
