import { z } from 'zod';

/** A place that lost a secret before it was kept: where, and of what kind. */
export const Redaction = z.object({
  path: z.string(),
  kind: z.enum(['header', 'key', 'token', 'private-key', 'authorization', 'address', 'embedded']),
});
