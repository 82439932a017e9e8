import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { AppRole, Application, ServicePrincipal } from '../directory/state.ts';
import { allow } from './access.ts';
import { applicationWire, servicePrincipalWire } from './application-wire.ts';
import { baseUrl, createdNow, pathId, tenantOf, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { GraphError, invalidValue, notFound } from './errors.ts';
import { acceptOptions, entity } from './odata-query.ts';
import { ACCESS } from './permissions.ts';
import { jsonBody } from './request-body.ts';

type Template = { id: string; displayName: string; allowListedOnly: boolean };

const TEMPLATES: Template[] = [
  { id: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621', displayName: 'Custom', allowListedOnly: false },
  {
    id: '2e388773-2016-40c0-a06e-743486cef3bf',
    displayName: 'Entra Gallery Provisioning Test App',
    allowListedOnly: true,
  },
];

const ASSIGNABLE_TO_PEOPLE = { value: null, isEnabled: true, allowedMemberTypes: ['User'] } satisfies Partial<AppRole>;
const TEMPLATE_ROLES: AppRole[] = [
  { ...ASSIGNABLE_TO_PEOPLE, id: '18d14569-c3bd-439b-9a66-3a2aee01d14f', displayName: 'User', description: 'User' },
  {
    ...ASSIGNABLE_TO_PEOPLE,
    id: 'b9632174-c057-4f7e-951b-be3adc52bfe6',
    displayName: 'msiam_access',
    description: 'msiam_access',
  },
];

export function applicationTemplateRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  // https://learn.microsoft.com/graph/api/applicationtemplate-get
  routes.get('/applicationTemplates/:id', allow(graph, ACCESS.readTemplates), (c) => {
    const { id, displayName } = templateOf(pathId(c));
    return c.json(entity(graph, c, { set: 'applicationTemplates', wire: { id, displayName } }));
  });

  // https://learn.microsoft.com/graph/api/applicationtemplate-instantiate
  routes.post('/applicationTemplates/:id/instantiate', allow(graph, ACCESS.instantiate), async (c) => {
    acceptOptions(c, []);
    const template = templateOf(pathId(c));
    const tenant = tenantOf(graph, c);
    if (template.allowListedOnly && !tenant.fastCycles) throw notAllowListed(template);
    const { displayName = template.displayName } = await jsonBody(c, { optional: true });
    if (typeof displayName !== 'string' || displayName.trim() === '') throw invalidValue('displayName', 'Application');
    const { application, servicePrincipal } = instantiate(graph, c, { template, displayName });
    const body = {
      '@odata.context': `${baseUrl(graph, c)}/$metadata#microsoft.graph.applicationServicePrincipal`,
      application: applicationWire(application, tenant.initialDomain),
      servicePrincipal: servicePrincipalWire(servicePrincipal, graph.directory),
    };
    return c.json(body, 201);
  });

  return routes;
}

function templateOf(id: string): Template {
  const template = TEMPLATES.find((one) => one.id === id.toLowerCase());
  if (!template) throw notFound(id);
  return template;
}

function notAllowListed({ id }: Template) {
  return new GraphError(
    403,
    'Authorization_RequestDenied',
    `Access denied. Application template '${id}' is not available for this tenant.`,
  );
}

function instantiate(
  graph: Graph,
  c: GraphRequest,
  { template, displayName }: { template: Template; displayName: string },
) {
  const { directory, core } = graph;
  const { tenantId, kind, objectId } = c.var.caller;
  const shared = {
    tenantId,
    ...createdNow(graph, core.knobs.replicationDelayMs),
    appId: randomUUID(),
    displayName,
    applicationTemplateId: template.id,
    // An application may manage what it made only as its owner; people who may make one manage all.
    ownerIds: kind === 'app' ? [objectId] : [],
  };
  const application: Application = {
    ...structuredClone(shared),
    id: randomUUID(),
    signInAudience: 'AzureADMyOrg',
    appRoles: structuredClone(TEMPLATE_ROLES),
    redirectUris: [],
    secretHashes: [],
    certificatesPem: [],
    oauth2Scopes: [],
    properties: {},
  };
  const servicePrincipal: ServicePrincipal = {
    ...structuredClone(shared),
    id: randomUUID(),
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: true,
    accountEnabled: true,
    appRoles: structuredClone(TEMPLATE_ROLES),
    properties: {
      tags: ['WindowsAzureActiveDirectoryCustomSingleSignOnApplication', 'WindowsAzureActiveDirectoryIntegratedApp'],
    },
  };
  directory.applications.insert(application);
  directory.servicePrincipals.insert(servicePrincipal);
  return { application, servicePrincipal };
}
