import { createCore } from '../core/core.ts';
import { createSampleApp } from './index.ts';

type Json = Record<string, unknown>;
export type Answer = { status: number; headers: Headers; text: string; body: ScimBody };
export type ScimBody = {
  [name: string]: unknown;
  id: string;
  totalResults: number;
  Resources: ScimBody[];
  members?: { value: string }[];
  meta: { created: string; lastModified: string; location: string; version: string };
};
export type Operation = { op: string; path?: string; value?: unknown };

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** For tests: a fresh application and a client of one of its spaces, signed in with the job's token. */
export function freshSpace(name = 'demo', sample = freshApp()) {
  const credentials = sample.createSpace(name);
  async function send(method: string, path: string, options: { body?: unknown; headers?: Json } = {}): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${credentials.bearerToken}`,
      'content-type': 'application/scim+json',
      ...options.headers,
    } as Record<string, string>;
    const body =
      typeof options.body === 'string' ? options.body : options.body ? JSON.stringify(options.body) : undefined;
    const response = await sample.app.request(credentials.scimEndpoint + path, {
      method,
      headers,
      body,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }
  return {
    sample,
    credentials,
    send,
    get: (path: string) => send('GET', path),
    find: async (type: 'Users' | 'Groups', filter: string) =>
      (await send('GET', `/${type}?filter=${encodeURIComponent(filter)}`)).body,
    user: async (more: Json = {}) => (await send('POST', '/Users', { body: entraUser(more) })).body,
    group: async (displayName: string, members: string[] = []) => {
      const body = { displayName, externalId: `ext-${displayName}`, members: members.map((value) => ({ value })) };
      return (await send('POST', '/Groups', { body })).body;
    },
    patch: (path: string, ...Operations: Operation[]) =>
      send('PATCH', path, { body: { schemas: [PATCH_OP], Operations } }),
  };
}
export type SpaceClient = ReturnType<typeof freshSpace>;

export function freshApp(snapshotFile?: string) {
  const addresses = { entra: '', graph: '', arm: '', sampleApp: 'http://127.0.0.1:7004', control: '' };
  return createSampleApp(createCore({ addresses, snapshotFile }));
}

/** The body that Entra sends. https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups */
export function entraUser(more: Json = {}): Json {
  const userName = (more.userName as string | undefined) ?? 'joy@contoso.com';
  return {
    schemas: [CORE_USER, ENTERPRISE],
    externalId: `ext-${userName}`,
    userName,
    active: true,
    displayName: 'Joy Young',
    emails: [{ primary: true, type: 'work', value: userName }],
    name: { formatted: 'Joy Young', familyName: 'Young', givenName: 'Joy' },
    meta: { resourceType: 'User' },
    roles: [],
    ...more,
  };
}

function parsed(text: string): ScimBody {
  try {
    return JSON.parse(text) as ScimBody;
  } catch {
    // An answer without a body (204) or with plain text: the test looks at `text`.
    return {} as ScimBody;
  }
}
