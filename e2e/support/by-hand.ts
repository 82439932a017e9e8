import { request } from '@playwright/test';
import { z } from 'zod';
import { cloud, type Space, type Tenant } from './cloud.ts';

/** What people do outside the portal, in Entra's and Azure's own pages: straight through Microsoft's APIs. */

const NON_GALLERY_TEMPLATE = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';

async function call(
  { personas }: Tenant,
  audience: 'graph' | 'arm',
  { method, path, scopes, data }: { method: string; path: string; scopes: string[]; data?: unknown },
): Promise<Record<string, unknown>> {
  const { accessToken } = await cloud.token({ userId: personas.admin.objectId, audience, scopes });
  const addresses = await cloud.addresses();
  // The local cloud's certificates are of an authority that only the portal knows.
  const api = await request.newContext({ ignoreHTTPSErrors: true });
  const response = await api.fetch(`${addresses[audience]}${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    data,
  });
  const text = await response.text();
  await api.dispose();
  if (!response.ok()) throw new Error(`${method} ${path} answered ${response.status()}: ${text}`);
  return text ? JSON.parse(text) : {};
}

export async function makeApplication(tenant: Tenant, displayName: string): Promise<void> {
  await call(tenant, 'graph', {
    method: 'POST',
    path: `/v1.0/applicationTemplates/${NON_GALLERY_TEMPLATE}/instantiate`,
    scopes: ['Application.ReadWrite.All'],
    data: { displayName },
  });
}

/** A user as a run makes them; one that stopped half-way leaves them. */
export async function leaveTestUser(tenant: Tenant, userPrincipalName: string): Promise<void> {
  await call(tenant, 'graph', {
    method: 'POST',
    path: '/v1.0/users',
    scopes: ['User.ReadWrite.All'],
    data: {
      accountEnabled: true,
      displayName: 'Left Behind',
      mailNickname: userPrincipalName.split('@')[0],
      userPrincipalName,
      passwordProfile: { password: `Left-${crypto.randomUUID()}` },
    },
  });
}

export async function deleteLogicApp(tenant: Tenant, resourceId: string): Promise<void> {
  await call(tenant, 'arm', {
    method: 'DELETE',
    path: `${resourceId}?api-version=2019-05-01`,
    scopes: ['user_impersonation'],
  });
}

/** Writes a Logic App anew with one action more, as somebody with rights in Azure may at any time; the token is given again. */
export async function changeLogicApp(tenant: Tenant, resourceId: string, { bearerToken }: Space): Promise<void> {
  const workflow = { path: `${resourceId}?api-version=2019-05-01`, scopes: ['user_impersonation'] };
  const { location, identity, properties } = Workflow.parse(await call(tenant, 'arm', { method: 'GET', ...workflow }));
  const { state, definition, parameters } = properties;
  const actions = { ...definition.actions, Also_this: { type: 'Compose', inputs: 'more', runAfter: {} } };
  const data = {
    location,
    identity: { type: identity.type },
    properties: {
      state,
      parameters: { ...parameters, scimBearerToken: { value: bearerToken } },
      definition: { ...definition, actions },
    },
  };
  await call(tenant, 'arm', { method: 'PUT', ...workflow, data });
}
const Workflow = z.object({
  location: z.string(),
  identity: z.object({ type: z.string() }),
  properties: z.object({
    state: z.string(),
    definition: z.looseObject({ actions: z.record(z.string(), z.unknown()) }),
    parameters: z.record(z.string(), z.unknown()),
  }),
});
