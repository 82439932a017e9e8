import type { Context, Hono } from 'hono';
import SCIMMY from 'scimmy';
import { ScimRefusal, scimJson } from './errors.ts';
import { MAX_RESULTS } from './query.ts';
import type { ScimEnv } from './scim-env.ts';
import { ALL_DEFINITIONS, DEFINITIONS, ENTERPRISE_USER } from './schema.ts';

const DESCRIBED = ['User', 'Group'] as const;

/** https://datatracker.ietf.org/doc/html/rfc7644#section-4 */
export function addDiscovery(routes: Hono<ScimEnv>): void {
  const resources: Record<string, ((base: string) => { id: string }[]) | undefined> = {
    '/ServiceProviderConfig': undefined,
    '/Schemas': schemas,
    '/ResourceTypes': resourceTypes,
  };
  routes.get('/ServiceProviderConfig', (c) => scimJson(serviceProviderConfig(c.get('base'))));
  for (const [path, make] of Object.entries(resources)) {
    if (make) {
      routes.get(path, (c) => scimJson(listOf(unfiltered(c, make(c.get('base'))))));
      routes.get(`${path}/:id`, (c) => scimJson(pick(make(c.get('base')), c.req.param('id'))));
    }
    routes.all(`${path}/*`, (c) => {
      throw new ScimRefusal(405, `${c.req.method} is not for discovery.`, { headers: { allow: 'GET' } });
    });
  }
}

function unfiltered<T>(c: Context<ScimEnv>, resources: T): T {
  if (c.req.query('filter') !== undefined) throw new ScimRefusal(403, 'Discovery cannot be filtered.');
  return resources;
}

function schemas(base: string) {
  return ALL_DEFINITIONS.map((definition) => definition.describe(`${base}/Schemas`));
}

function resourceTypes(base: string) {
  return DESCRIBED.map((name) => ({
    schemas: [SCIMMY.Schemas.ResourceType.id],
    id: name,
    name,
    endpoint: `/${name}s`,
    description: DEFINITIONS[name].description,
    schema: DEFINITIONS[name].id,
    ...(name === 'User' ? { schemaExtensions: [{ schema: ENTERPRISE_USER, required: false }] } : {}),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  }));
}

// https://datatracker.ietf.org/doc/html/rfc7643#section-5
function serviceProviderConfig(base: string) {
  return {
    schemas: [SCIMMY.Schemas.ServiceProviderConfig.id],
    documentationUri:
      'https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups',
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MAX_RESULTS },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'A long-lived token, or one from the token endpoint by client credentials.',
        specUri: 'https://datatracker.ietf.org/doc/html/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

function listOf(resources: unknown[]) {
  return {
    schemas: [SCIMMY.Messages.ListResponse.id],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function pick<One extends { id: string }>(resources: One[], id: string): One {
  const found = resources.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (!found) throw new ScimRefusal(404, `There is no ${id} here.`);
  return found;
}
