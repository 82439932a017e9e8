import { z } from 'zod';

export const MessageView = z.object({
  id: z.uuid(),
  side: z.enum(['isv', 'operator']),
  words: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type MessageView = z.infer<typeof MessageView>;
/** Both sides read the same, oldest first. */
export const Messages = z.object({ messages: z.array(MessageView), mayWrite: z.boolean() });
export type Messages = z.infer<typeof Messages>;
export const MessageInput = z.object({ words: z.string().trim().min(1, 'Write a message.').max(4_000) });
export type MessageInput = z.infer<typeof MessageInput>;
