import { authenticateClient, findApplication, requirePrincipal, type Form } from '../clients.ts';
import type { EntraContext, Realm } from '../context.ts';
import { EntraError } from '../errors.ts';
import { parseScopes, singleResource } from '../scopes.ts';
import { mintAppToken } from '../tokens.ts';
import type { TokenAnswer } from './answer.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export async function clientCredentials(context: EntraContext, realm: Realm, form: Form): Promise<TokenAnswer> {
  const application = findApplication(context, form.client_id);
  await authenticateClient(context, application, { form, realm });
  if (!realm.tenant) {
    throw new EntraError(
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  const { resource, isDefault } = singleResource(parseScopes(context, form.scope));
  if (!isDefault) {
    throw new EntraError(
      1002012,
      `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default ` +
        'suffixed to the resource identifier (application ID URI).',
    );
  }
  const principal = requirePrincipal(context, application, realm.tenant.id);
  const { token, expiresIn } = await mintAppToken(
    context,
    { tenantId: realm.tenant.id, servicePrincipalId: principal.id, appId: application.appId },
    { resource, lifetimeSeconds: context.core.knobs.accessTokenSeconds },
  );
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
}
