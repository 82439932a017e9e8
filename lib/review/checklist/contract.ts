import { z } from 'zod';
import { FindingAnchor } from '#lib/onboarding/request-publishing/contract.ts';

/** What to ask the ISV for, ready to be sent or changed. */
export const Asking = z.object({ title: z.string(), anchor: FindingAnchor, words: z.string() });
export type Asking = z.infer<typeof Asking>;

/** What one reviewer said of an item. */
export const Confirmation = z.object({
  isConfirmed: z.boolean(),
  words: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
  version: z.number().int(),
  /** What it is about is still what was found then; of something else it says nothing. */
  isCurrent: z.boolean(),
});

/** One thing a reviewer has to be sure of before approving. */
export const ChecklistItem = z.object({
  id: z.string(),
  title: z.string(),
  /** Who answers it: the portal from what it keeps, or a person because no machine can. */
  askedOf: z.enum(['portal', 'person']),
  /** The portal’s answer; absent where a person is asked. */
  holds: z.boolean().optional(),
  /** What was seen, in a sentence; for a person, what to look at. */
  found: z.string(),
  /** Each thing that does not hold, where there are several. */
  details: z.array(z.string()),
  /** Where the answer comes from. */
  source: z.string(),
  /** The part of the page that shows it. */
  place: z.string(),
  /** A reviewer may say why it is right all the same. */
  mayExcuse: z.boolean(),
  /** Stands for what was found: a confirmation is of this and nothing else. */
  mark: z.string(),
  /** It holds, or a person has confirmed it. */
  isSettled: z.boolean(),
  confirmation: Confirmation.optional(),
  /** What to ask the ISV for, where it does not hold. */
  ask: z.array(Asking),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const Checklist = z.object({
  /** Which handing in it is about: another one is asked for anew. */
  number: z.number().int(),
  mayConfirm: z.boolean(),
  items: z.array(ChecklistItem),
  /** How many items keep the request from being approved. */
  left: z.number().int(),
});
export type Checklist = z.infer<typeof Checklist>;

/** `number`, `mark` and `version` are what the reviewer saw; `version` is 0 where nobody has said anything yet. */
export const ConfirmInput = z.object({
  number: z.number().int().min(1),
  version: z.number().int().min(0),
  mark: z.string().max(64),
  isConfirmed: z.boolean(),
  words: z.string().trim().max(2_000).default(''),
});
export type ConfirmInput = z.infer<typeof ConfirmInput>;
export const ChecklistItemParams = z.object({ submissionId: z.uuid(), item: z.string().max(60) });
