import type { GenerationDescriptor } from '#lib/templates/descriptor.ts';
import type { GrantRecord, LogicAppRecord } from '../record/ports.ts';
import type { Permission } from './contract.ts';

export const READER = 'azure-role/Reader';
export const graphRolePermission = (role: string): string => `graph-app-role/${role}`;

type Deployed = Pick<LogicAppRecord, 'name' | 'identityPrincipalId' | 'portalMayRead'>;

/** Every privilege that a template needs or the portal asks for, with what became of it. Nothing else is ever granted. */
export function permissionLedger(
  { graphRoles }: Pick<GenerationDescriptor, 'graphRoles'>,
  { logicApp, grants }: { logicApp?: Deployed; grants: GrantRecord[] },
): Permission[] {
  const granted = new Map(grants.map((grant) => [grant.permission, grant]));
  const identityRoles = graphRoles.map(({ value, reason, neededBy }): Permission => {
    const id = graphRolePermission(value);
    const grant = granted.get(id);
    // A grant to the identity of an earlier deployment says nothing about this one.
    const current = grant?.principalId === logicApp?.identityPrincipalId ? grant : undefined;
    return {
      id,
      kind: 'graph-app-role',
      role: value,
      holder: 'logic-app-identity',
      scope: 'Microsoft Graph, your whole tenant',
      reason,
      neededBy: neededBy === 'every test' ? ['every test'] : [...neededBy],
      ...standing(current),
    };
  });
  return [...identityRoles, readerPermission(logicApp, granted.get(READER))];
}

function readerPermission(logicApp: Deployed | undefined, grant: GrantRecord | undefined): Permission {
  const isRefused = logicApp !== undefined && !logicApp.portalMayRead && (!grant || grant.revokedAt !== undefined);
  return {
    id: READER,
    kind: 'azure-role',
    role: 'Reader',
    holder: 'portal',
    scope: logicApp ? `the Logic App ${logicApp.name} only` : 'this one Logic App only',
    reason: 'Lets the portal follow and verify runs with nobody signed in, and reviewers read the run again.',
    neededBy: ['following a run', 'verification'],
    ...(isRefused ? { state: 'refused-by-you' as const } : standing(grant)),
  };
}

function standing(grant: GrantRecord | undefined): Pick<Permission, 'state' | 'at'> {
  if (!grant) return { state: 'not-granted' };
  if (grant.revokedAt) return { state: 'revoked', at: grant.revokedAt.toISOString() };
  if (grant.readBackAt) return { state: 'read-back', at: grant.readBackAt.toISOString() };
  return { state: 'granted', at: grant.grantedAt.toISOString() };
}
