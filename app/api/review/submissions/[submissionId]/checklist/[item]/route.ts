import { route } from '#lib/platform/route.ts';
import { Checklist, ChecklistItemParams, ConfirmInput } from '#lib/review/checklist/contract.ts';
import { checklistServices } from '#lib/services/review-checklist.ts';

export const PUT = route({
  summary: 'Confirm an item of the checklist, or take that back',
  answer: Checklist,
  access: 'Reviewer',
  params: ChecklistItemParams,
  body: ConfirmInput,
  handle: ({ user, params, body }) => checklistServices(user).confirm(params, body),
});
