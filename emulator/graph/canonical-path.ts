import type { Directory } from '../directory/state.ts';

/** Segments that Graph matches whatever their case, in the spelling our routes use. */
const SEGMENTS = [
  'me', 'organization', 'domains', 'subscribedSkus', 'transitiveMemberOf', 'memberOf', 'roleManagement', 'directory',
  'roleAssignments', 'roleEligibilityScheduleInstances', 'applicationTemplates', 'instantiate', 'applications',
  'servicePrincipals', 'owners', 'appRoleAssignments', 'appRoleAssignedTo', 'users', 'manager', 'groups', 'members',
  'deletedItems', 'restore', 'oauth2PermissionGrants', 'auditLogs', 'provisioning', 'synchronization', 'jobs',
  'templates', 'secrets', 'schema', '$ref', '$batch', '$count', 'microsoft.graph.user', 'microsoft.graph.group',
  'microsoft.graph.application', 'microsoft.graph.servicePrincipal', 'microsoft.graph.directoryRole',
]; // prettier-ignore
const SPELLING = new Map(SEGMENTS.map((segment) => [segment.toLowerCase(), segment]));
const KEYED = /^(\w+)\((?:(\w+)=)?'([^']*)'\)$/;

/**
 * One spelling for the many that Graph accepts: doubled slashes, other cases, percent-encoding, keys in parentheses
 * (`users('id')`) and alternate keys (`servicePrincipals(appId='…')`), which are resolved within the caller's tenant.
 * https://learn.microsoft.com/graph/api/serviceprincipal-get
 */
export function canonicalPath(url: string, directory: Directory, tenantId: string | undefined): string {
  const segments = new URL(url).pathname.split('/').filter(Boolean).map(decoded);
  return `/${segments.flatMap((segment) => canonicalSegment(segment, directory, tenantId)).join('/')}`;
}

function canonicalSegment(segment: string, directory: Directory, tenantId: string | undefined): string[] {
  const keyed = KEYED.exec(segment);
  if (!keyed) return [SPELLING.get(segment.toLowerCase()) ?? segment];
  const [, name = '', alternateKey, value = ''] = keyed;
  const collection = SPELLING.get(name.toLowerCase());
  if (!collection) return [segment];
  if (!alternateKey) return [collection, value];
  const id = alternateKey === 'appId' ? idByAppId(collection, value, directory, tenantId) : undefined;
  // An alternate key that names nothing is a missing object, reported with the key itself.
  return [collection, id ?? `${alternateKey}='${value}'`];
}

function idByAppId(collection: string, appId: string, directory: Directory, tenantId?: string): string | undefined {
  const isIt = (row: { appId: string; tenantId: string; deletedAt?: string }) =>
    row.appId === appId.toLowerCase() && row.tenantId === tenantId && !row.deletedAt;
  if (collection === 'servicePrincipals') return directory.servicePrincipals.first(isIt)?.id;
  if (collection === 'applications') return directory.applications.first(isIt)?.id;
  return undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is part of the name, and the name will not be found.
    return segment;
  }
}
