import { z } from 'zod';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { Credential, OnboardingParams } from '#lib/onboarding/record/contract.ts';

export const TEMPLATE_EDITIONS = ['own-consumption-1.0', 'official-consumption-3.1'] as const;
export const TemplateEdition = z.enum(TEMPLATE_EDITIONS);
export type TemplateEdition = z.infer<typeof TemplateEdition>;

/** A template that can be deployed, or why it cannot now. */
export const TemplateOption = z.object({
  edition: TemplateEdition,
  title: z.string(),
  version: z.string(),
  /** SHA-256 of the canonical form of the definition. */
  definitionHash: z.string(),
  source: z.string(),
  actions: z.number().int().optional(),
  unavailable: z.string().optional(),
});
export type TemplateOption = z.infer<typeof TemplateOption>;

export const Subscription = z.object({
  subscriptionId: z.string(),
  name: z.string(),
  state: z.string(),
  mayDeploy: z.boolean(),
  mayAssignRoles: z.boolean(),
});
export type Subscription = z.infer<typeof Subscription>;
export const DeploymentOptions = z.object({ subscriptions: z.array(Subscription), templates: z.array(TemplateOption) });
export type DeploymentOptions = z.infer<typeof DeploymentOptions>;
export const SubscriptionOptions = z.object({
  resourceGroups: z.array(z.object({ name: z.string(), location: z.string() })),
  regions: z.array(z.object({ name: z.string(), title: z.string() })),
});
export type SubscriptionOptions = z.infer<typeof SubscriptionOptions>;

export const DeployLogicAppInput = z.object({
  subscriptionId: z.uuid('Choose a subscription.'),
  resourceGroup: z
    .string()
    .regex(
      /^[-\w.()]{1,89}[-\w()]$/,
      'Use letters, digits, hyphens, underscores, periods and parentheses; at most 90.',
    ),
  createResourceGroup: z.boolean(),
  location: z.string().min(1, 'Choose a region.').max(60),
  logicAppName: z
    .string()
    .regex(/^[-\w.()]{1,79}[-\w()]$/, 'Use letters, digits, hyphens, periods and underscores; at most 80.'),
  template: TemplateEdition,
  /** Lets the portal's own service principal read this Logic App, to watch and verify runs with nobody signed in. */
  portalMayRead: z.boolean(),
  /** Every write of the workflow carries the token: Azure never gives it back. */
  credential: Credential,
});
export type DeployLogicAppInput = z.infer<typeof DeployLogicAppInput>;

/** One privilege in the ledger, why it is needed, and where it stands. */
export const Permission = z.object({
  id: z.string(),
  kind: z.enum(['graph-app-role', 'azure-role']),
  role: z.string(),
  holder: z.enum(['logic-app-identity', 'portal']),
  scope: z.string(),
  reason: z.string(),
  neededBy: z.array(z.string()),
  state: z.enum(['not-granted', 'granted', 'read-back', 'revoked', 'refused-by-you']),
  at: z.iso.datetime().optional(),
});
export type Permission = z.infer<typeof Permission>;

/** `replaced`: one of the same name is there, with another identity than the one that was granted the roles. */
export const Presence = z.enum(['there', 'gone', 'replaced', 'unknown']);
export type Presence = z.infer<typeof Presence>;

export const LogicAppStep = z.object({
  logicApp: z
    .object({
      subscriptionId: z.string(),
      resourceGroup: z.string(),
      name: z.string(),
      resourceId: z.string(),
      location: z.string(),
      identityPrincipalId: z.string(),
      template: TemplateEdition,
      templateVersion: z.string(),
      definitionHash: z.string(),
      portalLink: z.string(),
      /** Whether it is in Azure now; `gone` and `replaced` are mended by deploying again. */
      inAzure: Presence,
    })
    .optional(),
  permissions: z.array(Permission),
  suggestedNames: z.object({ resourceGroup: z.string(), logicApp: z.string() }),
  costNote: z.string(),
  operation: OperationView.optional(),
  revocation: OperationView.optional(),
});
export type LogicAppStep = z.infer<typeof LogicAppStep>;

export const SubscriptionParams = OnboardingParams.extend({ subscriptionId: z.uuid() });
