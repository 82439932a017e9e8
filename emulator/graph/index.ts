import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core/core.ts';
import { faultGate } from '../core/faults.ts';
import { logRequests } from '../core/request-log.ts';
import type { EntraService, ProvisioningService } from '../core/siblings.ts';
import type { Directory } from '../directory/state.ts';
import { appRoleAssignmentRoutes } from './app-role-assignments.ts';
import { applicationTemplateRoutes } from './application-templates.ts';
import { applicationRoutes } from './applications.ts';
import { batchRoutes } from './batch.ts';
import { canonicalPath } from './canonical-path.ts';
import type { Graph, GraphEnv } from './context.ts';
import { correlate, idsOf } from './correlation.ts';
import { deletedItemRoutes } from './deleted-items.ts';
import { domainRoutes } from './domains.ts';
import { claimsRequired, errorResponse, notImplemented } from './errors.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupRoutes } from './groups.ts';
import { meRoutes } from './me.ts';
import { organizationRoutes } from './organization.ts';
import { permissionGrantRoutes } from './permission-grants.ts';
import { roleManagementRoutes } from './role-management.ts';
import { servicePrincipalRoutes } from './service-principals.ts';
import { subscribedSkuRoutes } from './subscribed-skus.ts';
import { userManagerRoutes } from './user-manager.ts';
import { userRoutes } from './users.ts';

type Siblings = {
  entra: Pick<EntraService, 'verifyCaller' | 'tenantOfToken' | 'claimsChallengeFor'>;
  directory: Directory;
  provisioning: Pick<ProvisioningService, 'synchronizationRoutes' | 'provisioningLogRoutes'>;
};

const RESOURCES = [
  meRoutes, organizationRoutes, domainRoutes, subscribedSkuRoutes, roleManagementRoutes, applicationTemplateRoutes,
  applicationRoutes, servicePrincipalRoutes, appRoleAssignmentRoutes, userRoutes, userManagerRoutes, groupRoutes,
  groupMemberRoutes, deletedItemRoutes, permissionGrantRoutes,
]; // prettier-ignore

/** Microsoft Graph, v1.0 and beta, over the emulator's directory. See README.md for what it answers. */
export function createGraph(core: Core, { entra, directory, provisioning }: Siblings): { app: Hono } {
  const graph: Graph = { core, directory };
  const tenantOf = (authorization: string | undefined) => entra.tenantOfToken(authorization);
  const app = new Hono({
    getPath: (request) =>
      canonicalPath(request.url, directory, tenantOf(request.headers.get('authorization') ?? undefined)),
  });
  app.onError((error, c) => (error instanceof HTTPException ? error.getResponse() : errorResponse(c, error, idsOf(c))));
  app.notFound((c) => errorResponse(c, notImplemented(`${c.req.method} ${c.req.path}`), idsOf(c)));
  app.use(
    correlate,
    logRequests(core.requests, 'graph', tenantOf),
    faultGate(core.faults, core.clock, 'graph', tenantOf),
  );

  for (const version of ['v1.0', 'beta'] as const) {
    const versioned = new Hono<GraphEnv>();
    versioned.use(authenticate(entra, version));
    for (const routesOf of RESOURCES) versioned.route('/', routesOf(graph));
    versioned.route('/servicePrincipals/:spId/synchronization', provisioning.synchronizationRoutes);
    versioned.route('/auditLogs/provisioning', provisioning.provisioningLogRoutes);
    versioned.route(
      '/',
      batchRoutes(graph, (request) => app.fetch(request)),
    );
    app.route(`/${version}`, versioned);
  }
  return { app };
}

function authenticate(entra: Siblings['entra'], version: 'v1.0' | 'beta'): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const caller = await entra.verifyCaller(c.req.header('authorization'), 'graph');
    const challenge = entra.claimsChallengeFor(caller, 'graph');
    if (challenge) throw claimsRequired(challenge);
    c.set('caller', caller);
    c.set('graphVersion', version);
    await next();
  };
}
