import { AppError } from '#lib/platform/errors.ts';
import { draftSchema, fieldLabel } from '#lib/rules/request-fields.ts';
import type { FieldChangeInput, SavedFields } from './contract.ts';
import { openRequest, requestView, type Ask, type RequestPorts } from './read-request.ts';
import { refuseSecret } from './refuse-secret.ts';

/**
 * Keeps what was filled in, field by field. A field that somebody else changed meanwhile is left as it is and named; the
 * person decides. Saving the same again changes nothing.
 */
export async function saveFields(
  ports: RequestPorts,
  { changes, ...ask }: Ask & { changes: FieldChangeInput[] },
): Promise<SavedFields> {
  const { onboarding } = await openRequest(ports, ask);
  const { tenantId, id } = onboarding;
  for (const { field, value } of changes) {
    refuseUnknown(field, value);
    refuseSecret(`“${fieldLabel(field)}”`, value, { field });
  }
  const { submission, conflicts } = await ports.submissions.saveFields(tenantId, id, { changes, by: ask.person });
  return { step: await requestView(ports, { onboarding, submission }), conflicts };
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
