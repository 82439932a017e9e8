import { AppError } from '#lib/platform/errors.ts';
import type { ApplicationIds, Directory, DirectoryRole, Person } from '#lib/onboarding/ports.ts';
import {
  GraphApplication,
  GraphInstantiated,
  GraphServicePrincipal,
  GraphServicePrincipals,
} from '#lib/wire/graph/applications.ts';
import {
  GraphDirectoryRoles,
  GraphDomains,
  GraphOrganizations,
  GraphRoleEligibilities,
  GraphSubscribedSkus,
  GraphUsers,
} from '#lib/wire/graph/directory.ts';
import { applicationProfile } from './graph-application-profile.ts';
import { findTestObjects, deleteTestObject } from './graph-leftovers.ts';
import { graphRoles } from './graph-app-roles.ts';
import { literal, unlessMissing, type Graph } from './graph-call.ts';

/** https://learn.microsoft.com/graph/api/applicationtemplate-instantiate: the template of non-gallery applications. */
const NON_GALLERY_TEMPLATE = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
const P1_PLAN = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
const P2_PLAN = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';
/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const ROLES: Record<string, DirectoryRole> = {
  '62e90394-69f5-4237-9190-012177145e10': 'global-administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'application-administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'cloud-application-administrator',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'privileged-role-administrator',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2': 'hybrid-identity-administrator',
};

/** The signed-in person's directory, through Microsoft Graph. */
export function graphDirectory(graph: Graph): Directory {
  return {
    organization: () => readOrganization(graph),
    async verifiedDomains() {
      const domains = await graph.readAll(GraphDomains, { path: '/domains', scopes: ['Domain.Read.All'] });
      return domains.filter((domain) => domain.isVerified).map(({ id, isDefault }) => ({ name: id, isDefault }));
    },
    async licence() {
      const skus = await graph.readAll(GraphSubscribedSkus, {
        path: '/subscribedSkus',
        scopes: ['LicenseAssignment.Read.All'],
      });
      const live = skus.filter((sku) => ['Enabled', 'Warning'].includes(sku.capabilityStatus));
      const plans = new Set(live.flatMap((sku) => sku.servicePlans.map((plan) => plan.servicePlanId)));
      if (plans.has(P2_PLAN)) return 'P2';
      return plans.has(P1_PLAN) ? 'P1' : 'none';
    },
    async activeRoles() {
      const roles = await graph.readAll(GraphDirectoryRoles, {
        path: '/me/transitiveMemberOf/microsoft.graph.directoryRole',
        query: { $count: 'true' },
        headers: { ConsistencyLevel: 'eventual' },
        // With User.Read alone the roles come without their template ids.
        scopes: ['RoleManagement.Read.Directory'],
      });
      return roles.map((role) => ROLES[role.roleTemplateId] ?? 'other');
    },
    eligibleRoles: () => eligibleRoles(graph),
    findPerson: (username) => findPerson(graph, username),
    async findApplications(name) {
      const filter = name
        ? `displayName eq ${literal(name)}`
        : `applicationTemplateId eq ${literal(NON_GALLERY_TEMPLATE)}`;
      const found = await graph.readAll(GraphServicePrincipals, {
        path: '/servicePrincipals',
        query: { $filter: filter },
        scopes: ['Application.Read.All'],
      });
      return found
        .filter((one) => one.applicationTemplateId === NON_GALLERY_TEMPLATE)
        .map((one) => ({
          servicePrincipalId: one.id,
          directoryAppId: one.appId,
          name: one.displayName ?? '',
          createdAt: one.createdDateTime ? new Date(one.createdDateTime).toISOString() : undefined,
        }))
        .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
    },
    async createApplication(name) {
      const { application, servicePrincipal } = await graph.read(GraphInstantiated, {
        method: 'POST',
        path: `/applicationTemplates/${NON_GALLERY_TEMPLATE}/instantiate`,
        body: { displayName: name },
        scopes: ['Application.ReadWrite.All'],
      });
      return {
        directoryAppId: application.appId,
        applicationObjectId: application.id,
        servicePrincipalId: servicePrincipal.id,
        name: application.displayName ?? name,
      };
    },
    readApplication: (servicePrincipalId) => readApplication(graph, servicePrincipalId),
    applicationProfile: (applicationObjectId) => applicationProfile(graph, applicationObjectId),
    async servicePrincipalOf(directoryAppId) {
      const found = await graph.readAll(GraphServicePrincipals, {
        path: '/servicePrincipals',
        query: { $filter: `appId eq ${literal(directoryAppId)}` },
        scopes: ['Application.Read.All'],
      });
      return found[0]?.id;
    },
    async isPrincipalVisible(principalId) {
      const found = await unlessMissing(
        graph.read(GraphServicePrincipal, {
          path: `/servicePrincipals/${principalId}`,
          scopes: ['Application.Read.All'],
        }),
      );
      return found !== undefined;
    },
    ...graphRoles(graph),
    findTestObjects: (prefixes) => findTestObjects(graph, prefixes),
    deleteTestObject: (leftover) => deleteTestObject(graph, leftover),
  };
}

async function readOrganization(graph: Graph): Promise<{ tenantId: string; name: string }> {
  const { value } = await graph.read(GraphOrganizations, { path: '/organization', scopes: ['User.Read'] });
  const [organization] = value;
  if (!organization) throw new AppError('upstream-malformed', 'Microsoft Graph named no organisation.', {});
  return { tenantId: organization.id, name: organization.displayName };
}

/** By filter, not by path: whatever somebody types in place of a name, it asks for a user and for nothing else. */
async function findPerson(graph: Graph, username: string): Promise<Person | undefined> {
  const [user] = await graph.readAll(GraphUsers, {
    path: '/users',
    query: { $filter: `userPrincipalName eq ${literal(username)}` },
    scopes: ['User.ReadBasic.All'],
  });
  if (!user) return undefined;
  const { tenantId } = await readOrganization(graph);
  const { id: objectId, displayName, userPrincipalName } = user;
  return { tenantId, objectId, name: displayName ?? username, username: userPrincipalName ?? username };
}

async function readApplication(graph: Graph, servicePrincipalId: string): Promise<ApplicationIds | undefined> {
  const scopes = ['Application.Read.All'];
  const principal = await unlessMissing(
    graph.read(GraphServicePrincipal, { path: `/servicePrincipals/${servicePrincipalId}`, scopes }),
  );
  if (!principal) return undefined;
  const application = await unlessMissing(
    graph.read(GraphApplication, { path: `/applications(appId='${principal.appId}')`, scopes }),
  );
  if (!application) return undefined;
  return {
    directoryAppId: principal.appId,
    applicationObjectId: application.id,
    servicePrincipalId: principal.id,
    name: principal.displayName ?? application.displayName ?? '',
  };
}

/** Tenants without P2, and people without the permission, cannot be told about eligible roles. */
async function eligibleRoles(graph: Graph): Promise<DirectoryRole[] | 'unknown'> {
  try {
    const eligible = await graph.readAll(GraphRoleEligibilities, {
      path: "/roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')",
      scopes: ['RoleEligibilitySchedule.Read.Directory'],
    });
    return eligible.map((one) => ROLES[one.roleDefinitionId] ?? 'other');
  } catch (error) {
    // "Unknown" is a true answer here; only consent and claims can be helped by the person.
    if (error instanceof AppError && !['consent-required', 'claims-challenge'].includes(error.code)) return 'unknown';
    throw error;
  }
}
