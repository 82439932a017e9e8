import { findApplication, type Form } from '../clients.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import type { TokenAnswer } from './answer.ts';
import { admitClient } from './public-client.ts';
import { refreshTokenId, userAnswer } from './user-answer.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token */
export async function refreshToken(
  context: EntraContext,
  realm: Realm,
  form: Form & { origin?: string },
): Promise<TokenAnswer> {
  const application = findApplication(context, form.client_id);
  const kept = context.state.refreshTokens.get(refreshTokenId(form.refresh_token ?? ''));
  if (!kept || kept.clientAppId !== form.client_id || (realm.tenant && realm.tenant.id !== kept.tenantId)) {
    throw new EntraError(70000, 'The provided value for the refresh_token parameter is not valid.');
  }
  const refreshExpiresAt = new Date(kept.expiresAt);
  if (refreshExpiresAt <= context.core.clock.now()) {
    throw new EntraError(
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
    );
  }
  await admitClient(context, application, { form, realm });
  return userAnswer(context, kept, { scope: form.scope, claims: form.claims, refreshExpiresAt });
}
