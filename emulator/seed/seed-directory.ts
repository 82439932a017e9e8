import type { Core } from '../core/core.ts';
import { directoryState, type Application, type Directory, type Tenant } from '../directory/state.ts';
import { seededId } from './ids.ts';
import type { Persona } from './people.ts';
import {
  ensureServicePrincipal,
  registerPortal,
  seedFirstParty,
  type PortalRegistration,
} from './portal-application.ts';
import { sampleUsers } from './sample-users.ts';
import { isvTenant, SEED, type IsvSeed, type TenantSeed } from './tenants.ts';

type Seeded = Pick<Core, 'store' | 'clock'>;
const PREMIUM = { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' };

/** Fills an empty directory; one that has the seed already keeps its rows and only takes up the portal's registration. */
export function seedDirectory(core: Seeded, portal: PortalRegistration): Directory {
  const directory = directoryState(core);
  const isFirst = directory.tenants.size === 0;
  const application = registerPortal(directory, portal, core.clock.now().toISOString());
  if (!isFirst) return directory;
  for (const seed of Object.values(SEEDERS)) seed(directory, application, core.clock.now().toISOString());
  return directory;
}

/** Seeds one tenant again after its rows were removed; nothing for a tenant that is not of the seed. */
export function seedKnownTenant(
  core: Seeded,
  { tenantId, portal }: { tenantId: string; portal: PortalRegistration },
): void {
  const directory = directoryState(core);
  const at = core.clock.now().toISOString();
  SEEDERS[tenantId]?.(directory, registerPortal(directory, portal, at), at);
}

type Seeder = (directory: Directory, application: Application, at: string) => void;
const SEEDERS: Record<string, Seeder> = {
  [SEED.contoso.tenantId]: (directory, _application, at) => seedIsv(directory, SEED.contoso, at),
  [SEED.fabrikam.tenantId]: (directory, _application, at) => seedIsv(directory, SEED.fabrikam, at),
  [SEED.consumers.tenantId]: (directory, _application, at) =>
    seedFrame(directory, SEED.consumers, Object.values(SEED.consumers.personas), at),
  [SEED.operator.tenantId]: seedOperator,
};

function seedOperator(directory: Directory, application: Application, at: string): void {
  const people = Object.values(SEED.operator.personas);
  seedFrame(directory, SEED.operator, people, at);
  const { tenantId } = SEED.operator;
  const { id: resourceId } = ensureServicePrincipal(directory, application, { tenantId, at });
  for (const { portalRole, objectId: principalId } of people) {
    if (!portalRole) continue;
    directory.appRoleAssignments.insert({
      id: seededId('app-role-assignment', principalId, portalRole),
      tenantId,
      appRoleId: SEED.portal.roleIds[portalRole],
      principalId,
      principalType: 'User',
      resourceId,
      createdAt: at,
    });
  }
}

export type FreshTenantOptions = { displayName?: string; fastCycles?: boolean; premium?: boolean };

/** A new ISV tenant with the usual cast, of its own ids and domains. The caller tells ARM about its subscription. */
export function seedTenant(core: Seeded, options: FreshTenantOptions = {}): IsvSeed {
  const key = crypto.randomUUID().slice(0, 8);
  const isv = isvTenant({
    key,
    displayName: options.displayName ?? `Test Vendor ${key}`,
    domain: `vendor-${key}.example`,
    initialDomain: `vendor${key}.onmicrosoft.com`,
    subscriptionName: `Test Vendor ${key} Dev`,
    fastCycles: options.fastCycles ?? true,
    premium: options.premium,
  });
  seedIsv(directoryState(core), isv, core.clock.now().toISOString());
  return isv;
}

function seedIsv(directory: Directory, isv: IsvSeed, at: string): void {
  seedFrame(directory, isv, Object.values(isv.personas), at);
  const users = sampleUsers(isv, at);
  for (const user of users) directory.users.insert(user);
  directory.groups.insert({
    id: seededId('group', isv.key, 'Sales'),
    tenantId: isv.tenantId,
    createdAt: at,
    visibleAt: at,
    displayName: 'Sales',
    memberIds: users.filter(({ properties }) => properties.department === 'Sales').map(({ id }) => id),
    properties: { mailEnabled: false, mailNickname: 'sales', securityEnabled: true, groupTypes: [] },
  });
}

function seedFrame(directory: Directory, tenant: TenantSeed, personas: Persona[], at: string): void {
  directory.tenants.insert(tenantRow(tenant));
  seedFirstParty(directory, { tenantId: tenant.tenantId, at });
  for (const persona of personas) seedPersona(directory, persona, at);
}

function tenantRow({ tenantId, displayName, domain, initialDomain, fastCycles, premium }: TenantSeed): Tenant {
  const isOnlyDomain = domain === initialDomain;
  const initial = { name: initialDomain, isDefault: isOnlyDomain, isInitial: true, isVerified: true };
  const own = { name: domain, isDefault: true, isInitial: false, isVerified: true };
  return {
    id: tenantId,
    displayName,
    initialDomain,
    domains: isOnlyDomain ? [initial] : [own, initial],
    skus: premium ? [{ skuPartNumber: 'AAD_PREMIUM', capabilityStatus: 'Enabled', servicePlans: [PREMIUM] }] : [],
    fastCycles,
  };
}

function seedPersona(directory: Directory, persona: Persona, at: string): void {
  const { objectId: id, tenantId, userPrincipalName, displayName } = persona;
  const [givenName, surname] = displayName.split(' ');
  directory.users.insert({
    id,
    tenantId,
    createdAt: at,
    visibleAt: at,
    userPrincipalName,
    displayName,
    accountEnabled: true,
    properties: {
      givenName,
      surname,
      mail: userPrincipalName,
      mailNickname: userPrincipalName.split('@')[0],
      usageLocation: 'GB',
    },
    signIn: { personaLabel: persona.label, hint: persona.hint },
  });
  for (const roleTemplateId of persona.directoryRoles) {
    const roleId = seededId('role-assignment', id, roleTemplateId);
    directory.roleAssignments.insert({ id: roleId, tenantId, principalId: id, roleTemplateId, eligibleOnly: false });
  }
}
