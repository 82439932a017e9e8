import { z } from 'zod';
import { collectionOf } from './collection.ts';

/** https://learn.microsoft.com/graph/api/organization-list */
export const GraphOrganizations = collectionOf(z.object({ id: z.string(), displayName: z.string() }));

/** https://learn.microsoft.com/graph/api/domain-list */
export const GraphDomains = collectionOf(
  z.object({ id: z.string(), isDefault: z.boolean(), isVerified: z.boolean(), isInitial: z.boolean().optional() }),
);

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
export const GraphSubscribedSkus = collectionOf(
  z.object({
    skuPartNumber: z.string(),
    capabilityStatus: z.string(),
    servicePlans: z.array(z.object({ servicePlanId: z.string(), servicePlanName: z.string() })),
  }),
);

/** https://learn.microsoft.com/graph/api/directoryrole-list */
export const GraphDirectoryRoles = collectionOf(z.object({ roleTemplateId: z.string() }));

/** https://learn.microsoft.com/graph/api/rbacapplication-roleeligibilityscheduleinstances-filterbycurrentuser */
export const GraphRoleEligibilities = collectionOf(z.object({ roleDefinitionId: z.string() }));

/** https://learn.microsoft.com/graph/api/resources/user */
export const GraphUser = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  createdDateTime: z.string().nullish(),
});
export const GraphUsers = collectionOf(GraphUser);

/** https://learn.microsoft.com/graph/api/resources/group */
export const GraphGroups = collectionOf(
  z.object({ id: z.string(), displayName: z.string(), createdDateTime: z.string().nullish() }),
);
