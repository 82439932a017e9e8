import { randomUUID } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Core } from '../core/core.ts';
import { faultGate } from '../core/faults.ts';
import { logRequests } from '../core/request-log.ts';
import { actionRoutes } from './actions.ts';
import { requireApiVersion } from './api-versions.ts';
import { authenticate } from './authenticate.ts';
import { contentRoutes } from './content-links.ts';
import type { Arm, ArmEnv } from './context.ts';
import { answerError, notImplemented } from './errors.ts';
import { forgetTenant } from './forget-tenant.ts';
import { canonicalPath } from './paths.ts';
import { providerRoutes } from './providers.ts';
import { limitRates } from './rate-limits.ts';
import { createRecurrences } from './recurrence.ts';
import { resourceGroupRoutes } from './resource-groups.ts';
import { roleAssignmentRoutes } from './role-assignments.ts';
import { roleDefinitionRoutes } from './role-definitions.ts';
import { runRoutes } from './runs.ts';
import { armState } from './state.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { triggerHistoryRoutes } from './trigger-histories.ts';
import { invokeRoutes, triggerRoutes } from './triggers.ts';
import { versionRoutes } from './versions.ts';
import { settleDeletions } from './workflow-deletion.ts';
import { WORKFLOW, workflowRoutes } from './workflows.ts';

const AUTHORIZATION = 'providers/Microsoft.Authorization';
const SCOPES = [
  '/subscriptions/:subscriptionId',
  '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup',
  WORKFLOW,
];

/** Azure Resource Manager with Logic Apps (Consumption). To be served over https: the official clients refuse http. */
export function createArm(core: Core, siblings: Pick<Arm, 'entra' | 'directory' | 'logicApps'>) {
  const state = armState(core);
  const arm: Arm = { core, state, ...siblings };
  const recurrences = createRecurrences(arm);
  const app = new Hono<ArmEnv>({ getPath: ({ url }) => canonicalPath(url) });
  const tenantOf = tenantReader(arm);

  app.onError(answerError);
  app.notFound((c) => answerError(notImplemented(`${c.req.method} ${c.req.path}`), c));
  app.use(
    logRequests(core.requests, 'arm', tenantOf),
    traceRequests(),
    faultGate(core.faults, core.clock, 'arm', tenantOf),
  );
  app.use(async (_c, next) => {
    settleDeletions(arm);
    await next();
  });

  for (const signed of [contentRoutes(arm), invokeRoutes(arm)]) app.route('/', signed);

  app.use(requireApiVersion(), authenticate(arm), limitRates(core));
  const resources = [
    subscriptionRoutes(arm),
    providerRoutes(arm),
    resourceGroupRoutes(arm),
    workflowRoutes(arm, recurrences),
    triggerRoutes(arm),
    triggerHistoryRoutes(arm),
    runRoutes(arm),
    actionRoutes(arm),
    versionRoutes(arm),
  ];
  for (const routes of resources) app.route('/', routes);
  for (const scope of SCOPES) {
    app.route(`${scope}/${AUTHORIZATION}`, roleDefinitionRoutes(arm));
    app.route(`${scope}/${AUTHORIZATION}`, roleAssignmentRoutes(arm));
  }
  return { app, state, forgetTenant: (tenantId: string) => forgetTenant(arm, tenantId) };
}

/** Signed links carry no token; their workflow tells the tenant. */
function tenantReader({ entra, state }: Arm) {
  return (authorization: string | undefined, path: string): string | undefined => {
    const [, guid] = /^\/workflows\/([^/]+)/.exec(path) ?? [];
    return guid ? state.workflows.first((one) => one.guid === guid)?.tenantId : entra.tenantOfToken(authorization);
  };
}

function traceRequests(): MiddlewareHandler {
  return async (c, next) => {
    const requestId = randomUUID();
    await next();
    const correlationId = c.req.header('x-ms-correlation-request-id') ?? requestId;
    c.res.headers.set('x-ms-request-id', requestId);
    c.res.headers.set('x-ms-correlation-request-id', correlationId);
    c.res.headers.set('x-ms-routing-request-id', `LOCAL:${new Date().toISOString()}:${requestId}`);
  };
}
