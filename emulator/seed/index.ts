export { SEED, CONSUMER_TENANT_ID, azureRolesOf, subscriptionOf } from './tenants.ts';
export type { AzureRoleSeed, IsvSeed, SubscriptionSeed, TenantSeed } from './tenants.ts';
export type { Persona, PortalRole } from './people.ts';
export { GRAPH_PERMISSIONS, GRAPH_APP_ROLES } from './graph-permissions.ts';
export { seedDirectory, seedTenant } from './seed-directory.ts';
export type { FreshTenantOptions } from './seed-directory.ts';
export type { PortalRegistration } from './portal-application.ts';
