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
/** https://learn.microsoft.com/graph/api/resources/informationalurl, https://learn.microsoft.com/graph/api/resources/verifiedpublisher */
export const GraphApplicationProfile = z.object({
  info: z
    .object({
      marketingUrl: z.string().nullish(),
      privacyStatementUrl: z.string().nullish(),
      supportUrl: z.string().nullish(),
      termsOfServiceUrl: z.string().nullish(),
    })
    .nullish(),
  web: z.object({ homePageUrl: z.string().nullish() }).nullish(),
  verifiedPublisher: z
    .object({ displayName: z.string().nullish(), verifiedPublisherId: z.string().nullish() })
    .nullish(),
});
export type GraphApplicationProfile = z.infer<typeof GraphApplicationProfile>;
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
