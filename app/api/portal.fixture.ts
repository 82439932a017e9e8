import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { openBrowser, REDIRECT_URI, signIn } from '#emulator/entra/entra.fixture.ts';
import { startEmulator } from '#emulator/index.ts';
import { SEED, type Persona } from '#emulator/seed/index.ts';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import type { RouteSpec } from '#lib/platform/route.ts';
import { trustExtraCa } from '#lib/platform/extra-ca.ts';
import { testDatabase } from '#lib/repositories/test-database.ts';

const PORTAL_URL = 'http://localhost:3000';
const SCALE = 600;

type Handler = ((request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>) & {
  spec?: RouteSpec;
};
type Call = {
  as?: Persona;
  method?: string;
  query?: string;
  body?: unknown;
  params?: Record<string, string>;
  headers?: Record<string, string>;
};
export type Answer = { status: number; body: Record<string, unknown>; requestId: string | null };

/** The portal's routes over a local cloud and a database of their own, called as the server calls them. */
export async function portal() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-routes-'));
  const { url } = await testDatabase();
  const emulator = await startEmulator({ portal: { redirectUris: [REDIRECT_URI] }, timeScale: SCALE });
  writeFileSync(join(folder, 'ca.pem'), emulator.caPem);
  trustExtraCa(join(folder, 'ca.pem'));
  Object.assign(process.env, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    PORTAL_URL,
    PORTAL_CLIENT_ID: SEED.portal.clientId,
    PORTAL_CLIENT_SECRET: SEED.portal.secret,
    OPERATOR_TENANT_ID: SEED.operator.tenantId,
    ENTRA_METADATA_URL: emulator.addresses.entra,
    GRAPH_URL: emulator.addresses.graph,
    ARM_URL: emulator.addresses.arm,
    ALLOWED_PRIVATE_HOSTS: new URL(emulator.addresses.sampleApp).host,
    SMTP_URL: emulator.mail.url,
    MAIL_FROM: 'Gallery <no-reply@portal.example>',
    POLL_INTERVAL_MS: '100',
    EXPECTED_RUN_MINUTES: '10',
    TENANT_READS_PER_MINUTE: '1000000',
    TENANT_WRITES_PER_MINUTE: '1000000',
  });
  const { guardRoutes } = await import('#lib/services/request-guards.ts');
  guardRoutes();
  afterAll(async () => {
    const { foundation } = await import('#lib/services/foundation.ts');
    await foundation().database.$disconnect();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const tokenOf = async (persona: Persona) =>
    (await emulator.entra.userToken({ userId: persona.objectId, audience: 'portal', scopes: ['access_as_user'] }))
      .accessToken;

  async function send(handler: Handler, { as, ...what }: Call = {}): Promise<Response> {
    const signedIn: Record<string, string> = as ? { authorization: `Bearer ${await tokenOf(as)}` } : {};
    const request = requestFor({ ...what, headers: { ...signedIn, ...what.headers } });
    return handler(request, { params: Promise.resolve(what.params ?? {}) });
  }

  async function call(handler: Handler, what: Call = {}): Promise<Answer> {
    const response = await send(handler, what);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const requestId = response.headers.get('x-request-id');
    const body = isJson && text ? (JSON.parse(text) as Record<string, unknown>) : {};
    if (response.ok) expectAsDocumented(handler.spec, response.status, body);
    return { status: response.status, body, requestId };
  }

  return {
    emulator,
    /** The answer as it is sent, for files. */
    send,
    call,
    /** Agrees, in Entra's own pages, that the portal may use these permissions on the person's behalf. */
    async consent(persona: Persona, permissions: string[]) {
      const scope = [`${SEED.portal.clientId}/access_as_user openid profile offline_access`, ...permissions].join(' ');
      await signIn(openBrowser(emulator), { clientId: SEED.portal.clientId, account: persona.objectId, scope });
    },
    /** Follows an operation until it runs no more. */
    async ended(read: () => Promise<Answer>): Promise<OperationView> {
      for (let look = 0; look < 400; look += 1) {
        const view = OperationView.parse((await read()).body);
        if (view.state !== 'running') return view;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The operation did not end.');
    },
  };
}

function requestFor({ method, query = '', body, headers }: Omit<Call, 'as'>): Request {
  const address = `${PORTAL_URL}/api/called-by-a-test${query}`;
  if (body === undefined) return new Request(address, { method: method ?? 'GET', headers });
  if (body instanceof File) {
    const sent = { 'content-type': body.type, 'x-file-name': encodeURIComponent(body.name) };
    const asFile = { method: method ?? 'PUT', headers: { ...sent, ...headers }, body: body.stream(), duplex: 'half' };
    return new Request(address, asFile as RequestInit);
  }
  return new Request(address, {
    method: method ?? 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export const graph = (...names: string[]): string[] => names.map((name) => `https://graph.microsoft.com/${name}`);
export const ARM = 'https://management.azure.com/user_impersonation';

/** Whatever any test is answered must be what the documentation of the API says. */
function expectAsDocumented(spec: RouteSpec | undefined, status: number, body: unknown): void {
  if (!spec) return;
  expect(status).toBe(spec.answer === 'nothing' ? 204 : 200);
  if (typeof spec.answer !== 'string') expect(spec.answer.safeParse(body).error?.issues ?? []).toEqual([]);
}
