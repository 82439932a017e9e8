import { z } from 'zod';

/** What the browser needs to sign people in; served at run time so that a changed address needs no rebuild. */
export const BrowserSettings = z.object({
  clientId: z.string(),
  authority: z.string(),
  authorityMetadata: z.string().optional(),
  operatorTenantId: z.string(),
  /** What everybody is asked for at sign-in, beside the portal's own API. */
  signInScopes: z.array(z.string()),
  /** Named only when it is not Microsoft's public cloud: the footer says so. */
  cloudName: z.string().optional(),
});
export type BrowserSettings = z.infer<typeof BrowserSettings>;

export const Health = z.object({ status: z.literal('ok') });
export type Health = z.infer<typeof Health>;

export const OPERATOR_ROLES = ['Reviewer', 'ProgramManager'] as const;
export const Me = z.object({
  tenantId: z.string(),
  objectId: z.string(),
  name: z.string(),
  username: z.string(),
  /** Roles that count: those of the operator's own tenant. */
  roles: z.array(z.enum(OPERATOR_ROLES)),
});
export type Me = z.infer<typeof Me>;
