import type { Hono } from 'hono';
import { z } from 'zod';
import {
  badRequest, contextUrl, isReplicated, jobFor, jsonBody, notFound, notImplemented, refusedSilently,
  servicePrincipalFor, type RouteContext, type RouteEnv,
} from './access.ts'; // prettier-ignore
import type { Engine } from './cycle.ts';
import { defaultSchema } from './default-schema.ts';
import { RESET_SCOPES, type Jobs, type ResetScope } from './jobs.ts';
import type { JobRow } from './state.ts';

const TEMPLATES = ['customappsso', 'customappssoOutDelta', 'customappssoRoleIn', 'scim'];
const NEVER = 'P10675199DT2H48M5.4775807S';

export function jobRoutes(app: Hono<RouteEnv>, engine: Engine, jobs: Jobs): void {
  // https://learn.microsoft.com/graph/api/synchronization-synchronizationtemplate-list
  app.get('/templates', (c) => {
    const servicePrincipal = servicePrincipalFor(engine, c, { access: 'read' });
    const value = isReplicated(engine, servicePrincipal)
      ? TEMPLATES.map((id) => template(id, servicePrincipal.appId))
      : [];
    return c.json({ '@odata.context': context(c, servicePrincipal.id, 'templates'), value });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationtemplate-get
  app.get('/templates/:templateId', (c) => {
    const { appId } = servicePrincipalFor(engine, c, { access: 'read' });
    const id = c.req.param('templateId');
    if (!TEMPLATES.includes(id)) throw notFound(id);
    if (id !== 'scim') throw notImplemented(`the schema of the template ${id}`);
    return c.json({ ...template(id, appId), schema: defaultSchema(id) });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs
  app.get('/jobs', (c) => {
    const { id } = servicePrincipalFor(engine, c, { access: 'read' });
    const value = engine.state.jobs.find((job) => job.servicePrincipalId === id).map(wireJob);
    return c.json({ '@odata.context': context(c, id, 'jobs'), value });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronization-post-jobs
  app.post('/jobs', async (c) => {
    const servicePrincipal = servicePrincipalFor(engine, c, { access: 'write' });
    if (!isReplicated(engine, servicePrincipal)) throw refusedSilently();
    const { templateId } = parse(z.object({ templateId: z.string() }), await jsonBody(c));
    if (!TEMPLATES.includes(templateId)) throw badRequest(`The template '${templateId}' was not found.`);
    if (templateId !== 'scim') throw notImplemented(`jobs of the template ${templateId}`);
    const { id, tenantId } = servicePrincipal;
    const job = jobs.create({ tenantId, servicePrincipalId: id, templateId });
    return c.json({ '@odata.context': `${context(c, id, 'jobs')}/$entity`, ...wireJob(job) }, 201);
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-get
  app.get('/jobs/:jobId', (c) => {
    const job = jobFor(engine, c, { access: 'read' });
    return c.json({ '@odata.context': `${context(c, job.servicePrincipalId, 'jobs')}/$entity`, ...wireJob(job) });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-delete
  app.delete('/jobs/:jobId', (c) => done(c, jobs.remove));

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start
  app.post('/jobs/:jobId/start', (c) => done(c, jobs.start));

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-pause
  app.post('/jobs/:jobId/pause', (c) => done(c, jobs.pause));

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-restart
  app.post('/jobs/:jobId/restart', async (c) => {
    const job = jobFor(engine, c, { access: 'write' });
    const { criteria } = parse(Restart, await jsonBody(c));
    jobs.restart(job, resetScopes(criteria?.resetScope ?? ''));
    return c.body(null, 204);
  });

  // Undocumented, and asked for by the newer validation template alone, which stores the answer unread.
  app.get('/connectivityParameters', (c) => {
    const { id } = servicePrincipalFor(engine, c, { access: 'read' });
    if (c.var.graphVersion !== 'beta') throw notFound('connectivityParameters');
    return c.json({ '@odata.context': context(c, id, 'connectivityParameters'), value: [] });
  });

  function done(c: RouteContext, change: (job: JobRow) => void): Response {
    change(jobFor(engine, c, { access: 'write' }));
    return c.body(null, 204);
  }

  function context(c: RouteContext, servicePrincipalId: string, collection: string): string {
    return contextUrl(engine, c, `servicePrincipals('${servicePrincipalId}')/synchronization/${collection}`);
  }

  function wireJob(job: JobRow) {
    const interval = job.scheduleState === 'Disabled' ? NEVER : `PT${jobs.interval(job) / 60_000}M`;
    return {
      id: job.id,
      templateId: job.templateId,
      schedule: { expiration: null, interval, state: job.scheduleState },
      status: job.status,
      synchronizationJobSettings: job.settings,
    };
  }
}

const Restart = z.object({ criteria: z.strictObject({ resetScope: z.string().optional() }).nullish() });

function resetScopes(text: string): ResetScope[] {
  const names = text.split(',').map((name) => name.trim()).filter(Boolean); // prettier-ignore
  const unknown = names.find((name) => !RESET_SCOPES.includes(name as ResetScope));
  if (unknown) throw badRequest(`Requested value '${unknown}' was not found.`);
  return names as ResetScope[];
}

function parse<T>(shape: z.ZodType<T>, body: unknown): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'The request body'}: ${issue?.message ?? 'is not valid.'}`);
}

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtemplate */
function template(id: string, applicationId: string) {
  return {
    id,
    applicationId,
    default: id === 'scim',
    description: null,
    discoverable: true,
    factoryTag: id,
    metadata: [],
  };
}
