import { z } from 'zod';
import { collectionOf } from './collection.ts';

/** https://learn.microsoft.com/graph/api/resources/approle */
export const GraphAppRole = z.object({
  id: z.string(),
  value: z.string().nullish(),
  displayName: z.string().nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const GraphServicePrincipal = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  applicationTemplateId: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  appRoles: z.array(GraphAppRole).optional(),
});
export const GraphServicePrincipals = collectionOf(GraphServicePrincipal);

/** https://learn.microsoft.com/graph/api/resources/application */
export const GraphApplication = z.object({ id: z.string(), appId: z.string(), displayName: z.string().nullish() });
export const GraphApplications = collectionOf(GraphApplication);

/** https://learn.microsoft.com/graph/api/applicationtemplate-instantiate */
export const GraphInstantiated = z.object({ application: GraphApplication, servicePrincipal: GraphServicePrincipal });

/** https://learn.microsoft.com/graph/api/resources/approleassignment */
export const GraphAppRoleAssignment = z.object({
  id: z.string(),
  appRoleId: z.string(),
  principalId: z.string(),
  resourceId: z.string(),
});
export const GraphAppRoleAssignments = collectionOf(GraphAppRoleAssignment);
