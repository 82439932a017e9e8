import { Hono } from 'hono';
import type { Clock } from '../core/clock.ts';
import { activeFaults } from './faults.ts';
import type { SampleFault } from './faults/sample-fault.ts';
import type { Spaces } from './spaces.ts';
import type { Space } from './state.ts';
import { issueToken, sameSecret } from './tokens.ts';

type Client = { id: string; secret: string; isBasic: boolean };

/** The token endpoint: client credentials by Basic or in the body. Scope `run` gives a token of a validation run. */
export function oauthRoutes(spaces: Spaces, clock: Clock): Hono {
  const routes = new Hono();
  // https://datatracker.ietf.org/doc/html/rfc6749#section-4.4.2
  routes.post('/t/:space/oauth/token', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const client = clientOf(c.req.header('authorization'), form);
    const space = spaces.find(c.req.param('space'));
    if (!client) return refused(400, 'invalid_request', 'The client does not identify itself.');
    const faults = space ? activeFaults(space, clock.now()).map(({ fault }) => fault) : [];
    if (!space || !isClient(space, client, faults)) return invalidClient(client);
    if (form.get('grant_type') !== 'client_credentials') {
      return refused(400, 'unsupported_grant_type', 'Only client_credentials is supported.');
    }
    const use = form.get('scope')?.split(' ').includes('run') ? 'run' : 'job';
    const lifetimes = faults.flatMap(({ tokenLifetimeSeconds }) => tokenLifetimeSeconds ?? []);
    const lifetimeSeconds = Math.min(space.tokenLifetimeSeconds, ...lifetimes);
    const { token } = await issueToken(space, clock, { use, lifetimeSeconds });
    const body = { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds };
    return Response.json(body, { headers: { 'cache-control': 'no-store', pragma: 'no-cache' } });
  });
  return routes;
}

// https://datatracker.ietf.org/doc/html/rfc6749#section-2.3.1
function clientOf(authorization: string | undefined, form: URLSearchParams): Client | undefined {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic) {
    const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { id: formDecoded(id), secret: formDecoded(secret.join(':')), isBasic: true };
  }
  const id = form.get('client_id');
  return id === null ? undefined : { id, secret: form.get('client_secret') ?? '', isBasic: false };
}

function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text}`).get('text') ?? '';
}

function isClient(space: Space, { id, secret, isBasic }: Client, faults: SampleFault[]): boolean {
  const knowsId = sameSecret(id, space.clientId);
  const isRight = knowsId && sameSecret(secret, space.clientSecret);
  return faults.reduce((taken, fault) => fault.onClient?.({ isBasic, knowsId, isRight }) ?? taken, isRight);
}

function invalidClient({ isBasic }: Client): Response {
  const headers = isBasic ? { 'www-authenticate': 'Basic realm="sample-app"' } : undefined;
  return refused(401, 'invalid_client', 'The client id or secret is wrong.', headers);
}

// https://datatracker.ietf.org/doc/html/rfc6749#section-5.2
function refused(status: number, error: string, description: string, headers?: Record<string, string>): Response {
  const body = { error, error_description: description };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
