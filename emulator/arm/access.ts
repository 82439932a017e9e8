import type { Caller } from '../core/siblings.ts';
import type { Arm, ArmContext } from './context.ts';
import { ArmError } from './errors.ts';
import { isWithin } from './paths.ts';
import { permits, roleById, type Permission } from './role-catalog.ts';
import type { AzureRoleAssignment, Subscription } from './state.ts';

type Who = Pick<Caller, 'tenantId' | 'objectId' | 'appId' | 'kind'>;

/** The caller itself and every group it is in, through nested ones too. */
export function principalsOf({ directory }: Pick<Arm, 'directory'>, { tenantId, objectId }: Who): Set<string> {
  const principals = new Set([objectId]);
  const groups = directory.groups.find((group) => group.tenantId === tenantId && !group.deletedAt);
  for (let before = 0; before !== principals.size;) {
    before = principals.size;
    for (const group of groups) if (group.memberIds.some((id) => principals.has(id))) principals.add(group.id);
  }
  return principals;
}

/** The caller's assignments that reach `scope`: made there or above. */
export function assignmentsReaching(arm: Arm, who: Who, scope: string): AzureRoleAssignment[] {
  const principals = principalsOf(arm, who);
  return arm.state.roleAssignments.find((one) => principals.has(one.principalId) && isWithin(scope, one.scope));
}

export function effectivePermissions(arm: Arm, who: Who, scope: string): Permission[] {
  return assignmentsReaching(arm, who, scope).flatMap(({ roleId }) => roleById(roleId)?.permissions ?? []);
}

export function can(arm: Arm, who: Who, { action, scope }: { action: string; scope: string }): boolean {
  return permits(effectivePermissions(arm, who, scope), action);
}

/** A subscription shows to whoever has a role on it or on anything in it. */
export function sees(arm: Arm, who: Who, subscription: Subscription): boolean {
  const principals = principalsOf(arm, who);
  const scope = `/subscriptions/${subscription.id}`;
  return (
    subscription.tenantId === who.tenantId &&
    arm.state.roleAssignments.find(
      (one) => principals.has(one.principalId) && (isWithin(one.scope, scope) || isWithin(scope, one.scope)),
    ).length > 0
  );
}

/** https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export function requireAccess(arm: Arm, c: ArmContext, { action, scope }: { action: string; scope: string }): void {
  if (!can(arm, c.var.caller, { action, scope })) throw authorizationFailed(arm, c, { action, scope });
}

export function authorizationFailed(
  { directory }: Arm,
  c: ArmContext,
  { action, scope }: { action: string; scope: string },
): ArmError {
  const { kind, objectId, appId } = c.var.caller;
  const client = kind === 'user' ? (directory.users.get(objectId)?.userPrincipalName ?? objectId) : appId;
  return new ArmError(
    { status: 403, code: 'AuthorizationFailed' },
    `The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}
