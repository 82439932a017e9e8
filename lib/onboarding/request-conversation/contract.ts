import { z } from 'zod';
import { PageEnd } from '#lib/platform/page-query.ts';

export const MessageView = z.object({
  id: z.uuid(),
  side: z.enum(['isv', 'operator']),
  words: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type MessageView = z.infer<typeof MessageView>;
export const MESSAGES_PAGE = 50;
/** A page of what both sides read, newest first. */
export const Messages = PageEnd.extend({ messages: z.array(MessageView), mayWrite: z.boolean() });
export type Messages = z.infer<typeof Messages>;
export const MessageInput = z.object({ words: z.string().trim().min(1, 'Write a message.').max(4_000) });
export type MessageInput = z.infer<typeof MessageInput>;
