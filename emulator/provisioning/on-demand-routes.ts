import type { Hono } from 'hono';
import { z } from 'zod';
import { ProvisioningRefused } from '../core/siblings.ts';
import { badRequest, contextUrl, jobFor, jsonBody, notFound, type RouteEnv } from './access.ts';
import type { Engine } from './cycle.ts';
import { ConnectionFailure } from './failures.ts';
import { provisionOnDemand, type OnDemandAnswer, type Subject } from './on-demand.ts';
import type { Scheduler } from './scheduler.ts';
import type { JobRow } from './state.ts';

/** https://learn.microsoft.com/entra/identity/app-provisioning/provision-on-demand#known-limitations */
const MAX_MEMBERS = 5;
const LIMIT = { requests: 5, windowMs: 10_000 };

const ObjectReference = z.object({ objectId: z.string(), objectTypeName: z.string() });
const Body = z.object({
  parameters: z
    .array(
      z.object({
        ruleId: z.string(),
        subjects: z
          .array(
            ObjectReference.extend({ links: z.object({ members: z.array(ObjectReference).default([]) }).nullish() }),
          )
          .length(1),
      }),
    )
    .length(1),
});

// https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
export function onDemandRoutes(app: Hono<RouteEnv>, engine: Engine, scheduler: Scheduler): void {
  const recent = new Map<string, number[]>();

  app.post('/jobs/:jobId/provisionOnDemand', async (c) => {
    const job = jobFor(engine, c, { access: 'write', isOwnerOnly: true });
    const retryAfterSeconds = throttled(job.id);
    if (retryAfterSeconds !== undefined) {
      c.header('Retry-After', String(retryAfterSeconds));
      throw new ProvisioningRefused(429, 'TooManyRequests', 'Too many on-demand requests.');
    }
    const subject = subjectOf(engine, job, await jsonBody(c));
    const answer = await performed(job, subject);
    return c.json({ '@odata.context': contextUrl(engine, c, 'microsoft.graph.stringKeyStringValuePair'), ...answer });
  });

  async function performed(job: JobRow, subject: Subject): Promise<OnDemandAnswer> {
    let answer: OnDemandAnswer | undefined;
    try {
      await scheduler.enqueue(job.id, async (_, signal) => {
        answer = await provisionOnDemand(engine, job, { subject, signal });
      });
    } catch (error) {
      if (error instanceof ConnectionFailure) throw badRequest(error.message, error.code);
      throw error;
    }
    if (!answer) throw new ProvisioningRefused(503, 'ServiceUnavailable', 'The provisioning service is stopping.');
    return answer;
  }

  function throttled(jobId: string): number | undefined {
    const now = Date.now();
    const windowMs = engine.core.clock.wallMs(LIMIT.windowMs);
    const times = (recent.get(jobId) ?? []).filter((at) => now - at < windowMs);
    recent.set(jobId, [...times, now]);
    return times.length >= LIMIT.requests ? Math.ceil(windowMs / 1000) : undefined;
  }
}

function subjectOf(engine: Engine, job: JobRow, body: unknown): Subject {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw badRequest('Exactly one rule with one subject is needed.');
  const [parameter] = parsed.data.parameters;
  const [given] = parameter?.subjects ?? [];
  if (!parameter || !given) throw badRequest('Exactly one rule with one subject is needed.');
  if (!job.schema.synchronizationRules.some((rule) => rule.id === parameter.ruleId))
    throw badRequest(`There is no rule '${parameter.ruleId}'.`);
  const memberIds = (given.links?.members ?? []).map((member) => member.objectId);
  if (memberIds.length > MAX_MEMBERS)
    throw badRequest(`A group can be provisioned on demand with up to ${MAX_MEMBERS} members.`);
  return { objectId: given.objectId, objectTypeName: kindOf(engine, job, given), memberIds };
}

function kindOf(
  { directory }: Engine,
  job: JobRow,
  { objectId, objectTypeName }: z.infer<typeof ObjectReference>,
): 'User' | 'Group' {
  const isGroup = objectTypeName === 'Group';
  if (!isGroup && objectTypeName !== 'User')
    throw badRequest(`Objects of type '${objectTypeName}' are not synchronized.`);
  const row = isGroup ? directory.groups.get(objectId) : directory.users.get(objectId);
  if (!row || row.tenantId !== job.tenantId) throw notFound(objectId);
  return isGroup ? 'Group' : 'User';
}
