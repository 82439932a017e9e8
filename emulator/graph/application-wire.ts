import {
  ARM_APP_ID,
  GRAPH_APP_ID,
  type Application,
  type AppRole,
  type Directory,
  type ServicePrincipal,
} from '../directory/state.ts';
import type { Filterable } from './odata-filter.ts';
import type { Wire } from './odata-query.ts';

/** https://learn.microsoft.com/graph/api/resources/application */
export function applicationWire(app: Application, publisherDomain: string): Wire {
  return {
    id: app.id,
    deletedDateTime: app.deletedAt ?? null,
    appId: app.appId,
    applicationTemplateId: app.applicationTemplateId ?? null,
    displayName: app.displayName,
    createdDateTime: app.createdAt,
    publisherDomain,
    signInAudience: app.signInAudience,
    description: null,
    notes: null,
    identifierUris: [],
    tags: [],
    groupMembershipClaims: null,
    optionalClaims: null,
    serviceManagementReference: null,
    isFallbackPublicClient: null,
    requiredResourceAccess: [],
    keyCredentials: [],
    passwordCredentials: [],
    info: {},
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    ...app.properties,
    appRoles: app.appRoles.map(roleWire),
    api: {
      requestedAccessTokenVersion: null,
      ...objectOf(app.properties.api),
      oauth2PermissionScopes: app.oauth2Scopes,
    },
    web: { homePageUrl: null, redirectUris: app.redirectUris, ...objectOf(app.properties.web) },
  };
}

/** https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
export const MICROSOFT_SERVICES_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export function servicePrincipalWire(principal: ServicePrincipal, directory: Directory): Wire {
  const { appId } = principal;
  const home = directory.applications.first((row) => row.appId === appId);
  const isMicrosofts = [GRAPH_APP_ID, ARM_APP_ID].includes(appId);
  return {
    id: principal.id,
    deletedDateTime: principal.deletedAt ?? null,
    appId: principal.appId,
    appDisplayName: principal.displayName,
    displayName: principal.displayName,
    applicationTemplateId: principal.applicationTemplateId ?? null,
    appOwnerOrganizationId: isMicrosofts ? MICROSOFT_SERVICES_TENANT : (home?.tenantId ?? null),
    createdDateTime: principal.createdAt,
    accountEnabled: principal.accountEnabled,
    appRoleAssignmentRequired: principal.appRoleAssignmentRequired,
    servicePrincipalType: principal.servicePrincipalType,
    servicePrincipalNames: [principal.appId],
    alternativeNames: [],
    description: null,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    replyUrls: [],
    signInAudience: home?.signInAudience ?? null,
    tags: [],
    oauth2PermissionScopes: [],
    ...principal.properties,
    appRoles: principal.appRoles.map(roleWire),
  };
}

function roleWire(role: AppRole) {
  return { ...role, origin: 'Application' };
}

function objectOf(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}

export const APPLICATION_FILTERS: Filterable = {
  id: ['eq', 'in'],
  appId: ['eq', 'in'],
  displayName: ['eq', 'startswith', 'in'],
  applicationTemplateId: ['eq'],
  signInAudience: ['eq'],
};

export const SERVICE_PRINCIPAL_FILTERS: Filterable = {
  id: ['eq', 'in'],
  appId: ['eq', 'in'],
  displayName: ['eq', 'startswith', 'in'],
  applicationTemplateId: ['eq'],
  servicePrincipalType: ['eq'],
  accountEnabled: ['eq'],
};
