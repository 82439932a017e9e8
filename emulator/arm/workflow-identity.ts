import { randomUUID } from 'node:crypto';
import { momentAfter, type Arm } from './context.ts';
import type { Workflow } from './state.ts';

/**
 * Gives the workflow a service principal of its own in the tenant's directory; one that exists is kept.
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
export function giveIdentity({ core, directory }: Arm, workflow: Workflow): Workflow['identity'] {
  if (workflow.identity) return workflow.identity;
  const { tenantId, name, armId } = workflow;
  const principal = directory.servicePrincipals.insert({
    id: randomUUID(),
    tenantId,
    createdAt: core.clock.now().toISOString(),
    visibleAt: momentAfter(core, core.knobs.replicationDelayMs),
    appId: randomUUID(),
    displayName: name,
    servicePrincipalType: 'ManagedIdentity',
    appRoleAssignmentRequired: false,
    accountEnabled: true,
    appRoles: [],
    ownerIds: [],
    properties: { alternativeNames: ['isExplicit=False', armId] },
  });
  return { principalId: principal.id, tenantId };
}

/** Removes the service principal with everything granted to it in the directory. Azure role assignments stay, orphaned. */
export function takeIdentity({ directory, entra }: Arm, { identity }: Pick<Workflow, 'identity'>): void {
  if (!identity) return;
  const { principalId } = identity;
  directory.appRoleAssignments.removeWhere((one) => one.principalId === principalId);
  directory.servicePrincipals.remove(principalId);
  entra.forgetManagedIdentityTokens(principalId);
}
