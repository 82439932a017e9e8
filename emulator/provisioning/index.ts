import { Hono } from 'hono';
import { Agent } from 'undici';
import type { Core } from '../core/core.ts';
import type { ProvisioningService, SyncJobRow } from '../core/siblings.ts';
import type { Collection } from '../core/collection.ts';
import type { Directory } from '../directory/state.ts';
import { notImplemented, type RouteEnv } from './access.ts';
import { credentialRoutes } from './credential-routes.ts';
import type { Engine } from './cycle.ts';
import { jobRoutes } from './job-routes.ts';
import { createJobs } from './jobs.ts';
import { provisioningLogRoutes } from './log-routes.ts';
import { onDemandRoutes } from './on-demand-routes.ts';
import { createScheduler } from './scheduler.ts';
import { schemaRoutes } from './schema-routes.ts';
import { provisioningState } from './state.ts';

/**
 * The provisioning service: synchronization jobs, the cycles that carry them out, and their logs. Graph mounts its
 * routes below `/servicePrincipals/:spId/synchronization` and `/auditLogs/provisioning`, behind its token check.
 */
export function createProvisioning(core: Core, { directory }: { directory: Directory }): ProvisioningService {
  const state = provisioningState(core);
  const dispatcher = new Agent({ keepAliveTimeout: 10_000, connections: 10 });
  const engine: Engine = { core, directory, state, network: { dispatcher, tokens: new Map(), signal: core.stopping } };
  const scheduler = createScheduler(core);
  const jobs = createJobs(engine, scheduler);

  const synchronization = new Hono<RouteEnv>();
  credentialRoutes(synchronization, engine, jobs);
  jobRoutes(synchronization, engine, jobs);
  schemaRoutes(synchronization, engine, jobs);
  onDemandRoutes(synchronization, engine, scheduler);
  synchronization.all('*', (c) => {
    throw notImplemented(`${c.req.method} ${new URL(c.req.url).pathname}`);
  });

  jobs.resume();
  return {
    synchronizationRoutes: synchronization,
    provisioningLogRoutes: provisioningLogRoutes(engine),
    runCycle: (jobId) => scheduler.enqueue(jobId, jobs.cycle),
    jobs: state.jobs as unknown as Collection<SyncJobRow>,
    stop() {
      scheduler.stop();
      void dispatcher.destroy();
    },
  };
}
