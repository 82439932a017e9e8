import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { realmOf, type EntraContext, type Realm } from './context.ts';
import type { Form } from './clients.ts';
import { EntraError } from './errors.ts';
import type { TokenAnswer } from './grants/answer.ts';
import { authorizationCode } from './grants/authorization-code.ts';
import { clientCredentials } from './grants/client-credentials.ts';
import { onBehalfOf } from './grants/on-behalf-of.ts';
import { refreshToken } from './grants/refresh-token.ts';

type Grant = (context: EntraContext, realm: Realm, request: Form & { origin?: string }) => Promise<TokenAnswer>;
const GRANTS: Record<string, Grant> = {
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
  client_credentials: clientCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': onBehalfOf,
};

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-access-token-with-a-client_secret */
export function tokenRoutes(context: EntraContext): Hono {
  const routes = new Hono();
  routes.use('/:tenant/oauth2/v2.0/token', cors({ origin: '*' }));
  routes.post('/:tenant/oauth2/v2.0/token', async (c) => {
    const form = await readForm(c.req.raw);
    const realm = realmOf(context, c.req.param('tenant'));
    if (!form.grant_type) {
      throw new EntraError(900144, "The request body must contain the following parameter: 'grant_type'.");
    }
    const grant = GRANTS[form.grant_type];
    if (!grant) {
      throw new EntraError(70003, `The app requested an unsupported grant type '${form.grant_type}'.`);
    }
    c.header('Cache-Control', 'no-store');
    return c.json(await grant(context, realm, { ...form, origin: c.req.header('origin') }));
  });
  return routes;
}

async function readForm(request: Request): Promise<Form> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new EntraError(9002313, 'Invalid request. Request is malformed or invalid.');
  }
  return Object.fromEntries(new URLSearchParams(await request.text()));
}
