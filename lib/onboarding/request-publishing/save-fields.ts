import { AppError } from '#lib/platform/errors.ts';
import { draftSchema, fieldLabel } from '#lib/rules/request-fields.ts';
import type { FieldChangeInput, RefusedField, SavedFields } from './contract.ts';
import type { RefuseChanged } from './ports.ts';
import { openRequest, requestView, type Ask, type RequestPorts } from './read-request.ts';
import { refuseSecret } from './refuse-secret.ts';

/**
 * Keeps what was filled in, field by field. A field that somebody else changed meanwhile, or that does not take its value, is
 * left as it is and named; the others are kept. Saving the same again changes nothing.
 */
export async function saveFields(
  ports: RequestPorts,
  { changes, refuseChanged, ...ask }: Ask & { changes: FieldChangeInput[]; refuseChanged?: RefuseChanged },
): Promise<SavedFields> {
  const { onboarding } = await openRequest(ports, ask);
  const { tenantId, id } = onboarding;
  const refused = changes.flatMap(refusalOf);
  const taken = changes.filter(({ field }) => !refused.some((one) => one.field === field));
  const { submission, conflicts } = await ports.submissions.saveFields(tenantId, id, {
    ...{ changes: taken, by: ask.person, refuseChanged },
  });
  return { step: await requestView(ports, { onboarding, submission }), conflicts, refused };
}

function refusalOf({ field, value }: FieldChangeInput): RefusedField[] {
  try {
    refuseUnknown(field, value);
    refuseSecret(`“${fieldLabel(field)}”`, value, { field });
    return [];
  } catch (error) {
    // One of many: what is wrong with it is told beside the others that were kept.
    if (error instanceof AppError && error.code === 'invalid-input') return [{ field, problem: error.message }];
    throw error;
  }
}

function refuseUnknown(field: string, value: unknown): void {
  const schema = draftSchema(field);
  if (!schema) throw new AppError('invalid-input', 'A publishing request has no such field.', { field });
  if (schema.safeParse(value).success) return;
  throw new AppError(
    'invalid-input',
    `“${fieldLabel(field)}” does not take this value: it is too long, or of another kind.`,
    {
      field,
    },
  );
}
