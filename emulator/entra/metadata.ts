import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { realmOf, type EntraContext, type Realm } from './context.ts';
import { CONSUMER_TENANT_ID } from '../seed/tenants.ts';

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri */
export function metadataRoutes(context: EntraContext): Hono {
  const routes = new Hono();
  routes.use('/:tenant/v2.0/.well-known/openid-configuration', cors({ origin: '*' }));
  routes.use('/:tenant/discovery/v2.0/keys', cors({ origin: '*' }));

  routes.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
    const realm = realmOf(context, c.req.param('tenant'));
    return c.json(configuration(context, realm));
  });

  routes.get('/:tenant/discovery/v2.0/keys', async (c) => {
    const realm = realmOf(context, c.req.param('tenant'));
    const { kid, publicJwk, x5c } = await context.signingKey;
    const issuer = `${context.core.addresses.entra}/${issuerTenant(realm)}/v2.0`;
    return c.json({ keys: [{ kty: 'RSA', use: 'sig', kid, x5t: kid, ...publicJwk, x5c: [x5c], issuer }] });
  });
  return routes;
}

function configuration({ core }: EntraContext, realm: Realm) {
  const { entra } = core.addresses;
  const own = realm.tenant?.id ?? realm.segment;
  return {
    token_endpoint: `${entra}/${own}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    jwks_uri: `${entra}/${own}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${entra}/${issuerTenant(realm)}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${entra}/${own}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${entra}/${own}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
    tenant_region_scope: null,
  };
}

// The doors for several tenants name none: a literal placeholder, to be replaced by the token's `tid`.
function issuerTenant({ tenant, admits }: Realm): string {
  if (tenant) return tenant.id;
  return admits === 'personal' ? CONSUMER_TENANT_ID : '{tenantid}';
}
