import { AppError } from '#lib/platform/errors.ts';

/** Names all permissions that a step will need when the first of them is missing: one question instead of several. */
export async function askingAtOnce<Answer>(scopes: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'consent-required') throw error;
    const missing = Array.isArray(error.details.scopes) ? error.details.scopes.map(String) : [];
    const all = [...new Set([...missing, ...scopes])];
    throw new AppError(error.code, error.message, { ...error.details, scopes: all }, { cause: error });
  }
}
