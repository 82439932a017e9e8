import { z } from 'zod';

export const ContactAddress = z
  .email('Enter an e-mail address, like ann@contoso.com.')
  .max(254)
  .transform((address) => address.toLowerCase());

export const AskContactInput = z.object({
  email: ContactAddress,
});

/** How it stands with one address. */
export const ContactState = z.enum(['sending', 'sent', 'confirmed', 'expired', 'failed']);
export const ContactConfirmationView = z.object({
  email: z.string(),
  state: ContactState,
  requestedAt: z.iso.datetime(),
  requestedByName: z.string(),
  sentAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
  confirmedAt: z.iso.datetime().optional(),
  problem: z.string().optional(),
  /** From when on another mail may be asked for. */
  againAt: z.iso.datetime(),
});
export type ContactConfirmationView = z.infer<typeof ContactConfirmationView>;

export const ContactConfirmations = z.object({
  /** Without a mail server nothing can be confirmed, and nothing need be. */
  isMailSetUp: z.boolean(),
  confirmations: z.array(ContactConfirmationView),
});
export type ContactConfirmations = z.infer<typeof ContactConfirmations>;

/** What a mailed link carries: 256 bits. Anything else is answered like a link that has run out. */
export const ContactTokenInput = z.object({ token: z.string().max(500) });
/** What a link is for. Unknown, used up by a newer mail, or run out: all the same. */
export const ContactInvitation = z.discriminatedUnion('state', [
  z.object({ state: z.literal('invalid') }),
  z.object({
    state: z.enum(['open', 'confirmed']),
    email: z.string(),
    application: z.string(),
    publisher: z.string(),
    requestedByName: z.string(),
    confirmedAt: z.iso.datetime().optional(),
  }),
]);
export type ContactInvitation = z.infer<typeof ContactInvitation>;
