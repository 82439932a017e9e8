import { AppError } from '#lib/platform/errors.ts';
import { findSecrets } from '#lib/rules/find-secrets.ts';

/** What reviewers read, and what is kept for good, holds no credential. `what` is how people call it. */
export function refuseSecret(what: string, value: unknown, details: { field?: string } = {}): void {
  const [found] = findSecrets(typeof value === 'string' ? value : JSON.stringify(value));
  if (!found) return;
  throw new AppError(
    'invalid-input',
    `${what} looks as if it held ${found.kind}. It was not saved: take the credential out, and replace it where it is used.`,
    details,
  );
}
