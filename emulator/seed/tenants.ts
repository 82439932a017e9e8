import { seededId } from './ids.ts';
import { isvPersonas, operatorPersonas, personalPersona, type Persona, type TenantFrame } from './people.ts';

/** The tenant that every personal Microsoft account belongs to. https://learn.microsoft.com/entra/identity-platform/access-tokens */
export const CONSUMER_TENANT_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export type TenantSeed = TenantFrame & {
  displayName: string;
  initialDomain: string;
  fastCycles: boolean;
  premium: boolean;
  subscription?: { id: string; displayName: string };
};
export type IsvSeed = TenantSeed & {
  subscription: { id: string; displayName: string };
  personas: ReturnType<typeof isvPersonas>;
};

/** An ISV's tenant with its cast; ids follow from `key` alone. */
export function isvTenant(input: {
  key: string;
  displayName: string;
  domain: string;
  initialDomain: string;
  subscriptionName: string;
  fastCycles: boolean;
  premium?: boolean;
}): IsvSeed {
  const { key, subscriptionName, premium = true, ...rest } = input;
  const frame = { ...rest, key, premium, tenantId: seededId('tenant', key) };
  return {
    ...frame,
    subscription: { id: seededId('subscription', key), displayName: subscriptionName },
    personas: isvPersonas(frame),
  };
}

const contoso = isvTenant({
  key: 'contoso',
  displayName: 'Contoso Software',
  domain: 'contoso-software.example',
  initialDomain: 'contososoftware.onmicrosoft.com',
  subscriptionName: 'Contoso Dev',
  fastCycles: true,
});

const fabrikam = isvTenant({
  key: 'fabrikam',
  displayName: 'Fabrikam Cloud',
  domain: 'fabrikam-cloud.example',
  initialDomain: 'fabrikamcloud.onmicrosoft.com',
  subscriptionName: 'Fabrikam Engineering',
  fastCycles: false,
});

const operatorFrame = {
  key: 'operator',
  tenantId: seededId('tenant', 'operator'),
  displayName: 'Gallery Operations',
  domain: 'gallery-operations.example',
  initialDomain: 'galleryoperations.onmicrosoft.com',
  fastCycles: false,
  premium: true,
};
const operator = { ...operatorFrame, personas: operatorPersonas(operatorFrame) };

const consumerFrame = {
  key: 'consumers',
  tenantId: CONSUMER_TENANT_ID,
  displayName: 'Microsoft account',
  domain: 'outlook.example',
  initialDomain: 'outlook.example',
  fastCycles: false,
  premium: false,
};
const consumers = { ...consumerFrame, personas: { personal: personalPersona(consumerFrame) } };

export type PortalSeed = {
  clientId: string;
  displayName: string;
  secret: string;
  roleIds: { Reviewer: string; ProgramManager: string };
};

/** What everybody starts with; every id is the same at each start. */
export const SEED = {
  portal: {
    clientId: seededId('application', 'portal'),
    displayName: 'Gallery onboarding',
    // A secret of this local cloud only: it opens nothing outside this machine.
    secret: 'local-emulator-portal-secret',
    roleIds: { Reviewer: seededId('app-role', 'Reviewer'), ProgramManager: seededId('app-role', 'ProgramManager') },
  } satisfies PortalSeed,
  operator,
  contoso,
  fabrikam,
  consumers,
  subscriptions: [contoso, fabrikam].map(subscriptionOf),
  azureRoleAssignments: [contoso, fabrikam].flatMap(azureRolesOf),
  personas: [operator, contoso, fabrikam, consumers].flatMap((tenant): Persona[] => Object.values(tenant.personas)),
};

export type SubscriptionSeed = { tenantId: string; subscriptionId: string; displayName: string };
export type AzureRoleSeed = { subscriptionId: string; principalId: string; roleDefinitionId: string };

export function subscriptionOf({ tenantId, subscription }: IsvSeed): SubscriptionSeed {
  return { tenantId, subscriptionId: subscription.id, displayName: subscription.displayName };
}

export function azureRolesOf({ subscription, personas }: IsvSeed): AzureRoleSeed[] {
  return Object.values(personas).flatMap(({ objectId, azureRoleId }) =>
    azureRoleId ? [{ subscriptionId: subscription.id, principalId: objectId, roleDefinitionId: azureRoleId }] : [],
  );
}
