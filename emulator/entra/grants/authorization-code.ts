import { createHash } from 'node:crypto';
import { findApplication, type Form } from '../clients.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import type { AuthorizationCode } from '../state.ts';
import type { TokenAnswer } from './answer.ts';
import { admitClient } from './public-client.ts';
import { userAnswer } from './user-answer.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redeem-a-code-for-an-access-token */
export async function authorizationCode(
  context: EntraContext,
  realm: Realm,
  form: Form & { origin?: string },
): Promise<TokenAnswer> {
  const application = findApplication(context, form.client_id);
  const code = context.state.codes.get(form.code ?? '');
  if (!code) throw new EntraError(9002313, 'Invalid request. Request is malformed or invalid.');
  await admitClient(context, application, { form, realm });
  requireMatch(context, code, { form, realm });
  // Nothing is awaited between the check and the mark: a browser without CORS permission sends the same code twice.
  context.state.codes.update(code.id, { redeemed: true });
  return userAnswer(context, code, { scope: form.scope, claims: form.claims, nonce: code.nonce });
}

function requireMatch(
  { core }: EntraContext,
  code: AuthorizationCode,
  { form, realm }: { form: Form; realm: Realm },
): void {
  if (code.redeemed) {
    throw new EntraError(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    );
  }
  if (new Date(code.expiresAt) <= core.clock.now()) {
    throw new EntraError(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    );
  }
  if (code.clientAppId !== form.client_id || (realm.tenant && realm.tenant.id !== code.tenantId)) {
    throw new EntraError(70000, 'The provided value for the code parameter was issued to another client or tenant.');
  }
  if (code.redirectUri !== form.redirect_uri) {
    throw new EntraError(
      500112,
      `The reply address '${form.redirect_uri}' does not match the reply address '${code.redirectUri}' provided when requesting Authorization code.`,
    );
  }
  requireVerifier(code, form.code_verifier);
}

// https://www.rfc-editor.org/rfc/rfc7636#section-4.6
function requireVerifier({ codeChallenge }: AuthorizationCode, verifier: string | undefined): void {
  const shown = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  if (shown === codeChallenge) return;
  throw new EntraError(
    501481,
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  );
}
