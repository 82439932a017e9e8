import type { Hono } from 'hono';
import { z } from 'zod';
import { ProvisioningRefused } from '../core/siblings.ts';
import {
  badRequest,
  contextUrl,
  jobFor,
  jsonBody,
  servicePrincipalFor,
  type RouteContext,
  type RouteEnv,
} from './access.ts';
import type { Engine } from './cycle.ts';
import { defaultSchema } from './default-schema.ts';
import type { Jobs } from './jobs.ts';
import { hasSyncSettings, masked, mixesCredentials, readPairs, unmasked } from './secrets.ts';
import type { SyncSchema } from './schema-shape.ts';
import { put, type SecretPair } from './state.ts';
import { testConnection } from './test-connection.ts';

const Validation = z.object({
  templateId: z.string().optional(),
  useSavedCredentials: z.boolean().default(false),
  credentials: z.unknown().optional(),
});

export function credentialRoutes(app: Hono<RouteEnv>, engine: Engine, jobs: Jobs): void {
  const saved = (servicePrincipalId: string) => engine.state.secrets.get(servicePrincipalId)?.values ?? [];

  // https://learn.microsoft.com/graph/api/serviceprincipal-put-synchronization
  app.put('/secrets', async (c) => {
    const { id, tenantId } = servicePrincipalFor(engine, c, { access: 'write' });
    const body = z.object({ value: z.unknown() }).safeParse(await jsonBody(c));
    const pairs = unmasked(readPairs(body.data?.value), saved(id));
    if (mixesCredentials(pairs)) {
      engine.state.secrets.remove(id);
      throw new ProvisioningRefused(500, 'InternalError', 'An internal error occurred.');
    }
    // The service is known to drop such a payload without a word, and answers as if it had not.
    if (engine.core.knobs.secretsNeedSyncSettings && !hasSyncSettings(pairs)) return c.body(null, 204);
    put(engine.state.secrets, { id, tenantId, values: pairs });
    jobs.retryQuarantined(id);
    return c.body(null, 204);
  });

  // https://learn.microsoft.com/entra/identity/app-provisioning/skip-out-of-scope-deletions
  app.get('/secrets', (c) => {
    const { id } = servicePrincipalFor(engine, c, { access: 'write' });
    const context = contextUrl(engine, c, `servicePrincipals('${id}')/synchronization/secrets`);
    return c.json({ '@odata.context': context, value: masked(saved(id)) });
  });

  // https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials
  app.post('/jobs/validateCredentials', async (c) => {
    const { id } = servicePrincipalFor(engine, c, { access: 'write', isOwnerOnly: true });
    const request = await validation(c);
    if (!request.templateId) throw missing('templateId');
    return validate(c, { request, schema: defaultSchema(''), servicePrincipalId: id });
  });

  app.post('/jobs/:jobId/validateCredentials', async (c) => {
    const job = jobFor(engine, c, { access: 'write', isOwnerOnly: true });
    return validate(c, {
      request: await validation(c),
      schema: job.schema,
      servicePrincipalId: job.servicePrincipalId,
    });
  });

  type Validating = { request: z.infer<typeof Validation>; schema: SyncSchema; servicePrincipalId: string };

  async function validate(c: RouteContext, { request, schema, servicePrincipalId }: Validating): Promise<Response> {
    await testConnection(credentialsOf(request, saved(servicePrincipalId)), schema, engine.network);
    if (request.useSavedCredentials) jobs.retryQuarantined(servicePrincipalId);
    return c.body(null, 204);
  }
}

function credentialsOf(
  { useSavedCredentials, credentials }: z.infer<typeof Validation>,
  saved: SecretPair[],
): SecretPair[] {
  if (useSavedCredentials) return saved;
  if (credentials === undefined || credentials === null) throw missing('credentials');
  return readPairs(credentials);
}

async function validation(c: RouteContext): Promise<z.infer<typeof Validation>> {
  const parsed = Validation.safeParse(await jsonBody(c));
  if (!parsed.success) throw badRequest('The request body is not valid.');
  return parsed.data;
}

function missing(parameter: string): ProvisioningRefused {
  return badRequest(`A required parameter was not specified: '${parameter}'.`, 'RequestMissingRequiredParameter');
}
