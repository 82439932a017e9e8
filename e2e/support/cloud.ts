import { z } from 'zod';

const Stack = z.object({
  portalUrl: z.url(),
  controlUrl: z.url(),
  databaseUrl: z.string().optional(),
  processesUrl: z.url().optional(),
});
const Persona = z.object({ objectId: z.string(), userPrincipalName: z.string(), displayName: z.string() });
const Tenant = z.object({
  tenantId: z.string(),
  displayName: z.string(),
  domain: z.string(),
  personas: z.object({ admin: Persona, noDirectoryRole: Persona, noGraphGrants: Persona, noAzure: Persona }),
});
export type Persona = z.infer<typeof Persona>;
export type Tenant = z.infer<typeof Tenant>;
const Space = z.object({
  scimEndpoint: z.string(),
  bearerToken: z.string(),
  runToken: z.string(),
  tokenUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});
export type Space = z.infer<typeof Space>;
const Seed = z.object({
  operator: z.object({
    personas: z.object({ reviewer1: Persona, reviewer2: Persona, programManager: Persona, noRole: Persona }),
  }),
  consumers: z.object({ personas: z.object({ personal: Persona }) }),
});

const Mails = z.object({ mails: z.array(z.object({ text: z.string() })) });
const Health = z.object({ addresses: z.object({ entra: z.string(), graph: z.string(), arm: z.string() }) });

export function stack(): z.infer<typeof Stack> {
  return Stack.parse(JSON.parse(process.env.E2E_STACK ?? '{}'));
}

async function control<Answer>(
  method: string,
  path: string,
  schema: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${stack().controlUrl}/_emulator/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return schema.parse(text ? JSON.parse(text) : undefined);
}

export type Fault = {
  service: 'entra' | 'graph' | 'arm' | 'sample-app';
  path: string;
  status: number;
  tenantId?: string;
  method?: string;
  times?: number;
  headers?: Record<string, string>;
  body?: unknown;
  afterwards?: boolean;
  /** In the cloud's own, faster time. */
  delayMs?: number;
};

/** The local cloud's own door, for tests: tenants of their own, and failures on purpose. */
export const cloud = {
  newTenant: (options: { displayName?: string; fastCycles?: boolean; premium?: boolean } = {}) =>
    control('POST', 'tenants', Tenant, options),
  seed: () => control('GET', 'seed', Seed),
  newSpace: (name: string) => control('POST', 'sample-app/spaces', Space, { name }),
  breakApp: (space: string, fault: string) =>
    control('PUT', `sample-app/spaces/${space}/faults/${fault}`, z.unknown(), {}),
  failNext: (fault: Fault) => control('POST', 'faults', z.unknown(), { times: 1, ...fault }),
  /** The failures that were planted for a tenant and that nobody has met yet. */
  faultsLeft: (tenantId: string) => control('GET', `faults?tenantId=${tenantId}`, z.array(z.unknown())),
  challenge: (challenge: { tenantId: string; resource: 'graph' | 'arm' | 'portal'; at: 'token' | 'resource' }) =>
    control('POST', 'claims-challenges', z.unknown(), challenge),
  token: (wanted: { userId: string; audience: 'graph' | 'arm' | 'portal'; scopes: string[] }) =>
    control('POST', 'tokens', z.object({ accessToken: z.string() }), wanted),
  /** What was mailed to an address, newest first. */
  mailTo: async (to: string) => (await control('GET', `mail?${new URLSearchParams({ to })}`, Mails)).mails,
  addresses: async () => (await control('GET', 'health', Health)).addresses,
  requests: (query: { tenantId: string; service: string; method: string; path: string }) =>
    control(
      'GET',
      `requests?${new URLSearchParams(query)}`,
      z.array(z.object({ path: z.string(), status: z.number() })),
    ),
};
