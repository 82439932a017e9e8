import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Core } from '../core/core.ts';
import type { ProvisioningService } from '../core/siblings.ts';
import type { Directory } from '../directory/state.ts';
import type { Entra } from '../entra/index.ts';
import type { MailCatcher } from '../mail/catcher.ts';
import { mailPages, mailRoutes } from '../mail/pages.ts';
import type { SampleApp } from '../scim-target/index.ts';
import { SEED, type FreshTenantOptions, type IsvSeed } from '../seed/index.ts';
import { claimsChallengeRoutes } from './claims-challenges.ts';
import { faultRoutes } from './faults.ts';
import { knobRoutes } from './knobs.ts';
import { readBody, refusal } from './read-body.ts';
import { requestRoutes } from './requests.ts';

export type Controlled = {
  directory: Directory;
  entra: Entra;
  provisioning: Pick<ProvisioningService, 'jobs' | 'runCycle'>;
  sampleApp: Pick<SampleApp, 'app'>;
  mail: MailCatcher;
  seedTenant: (options: FreshTenantOptions) => IsvSeed;
  reset: (tenantId?: string) => void;
};

const ResetRequest = z.strictObject({ tenantId: z.string().optional() });
const TenantRequest = z.strictObject({
  displayName: z.string().min(1).optional(),
  fastCycles: z.boolean().optional(),
  premium: z.boolean().optional(),
});
const TokenRequest = z.strictObject({
  userId: z.string(),
  audience: z.enum(['graph', 'arm', 'portal']),
  scopes: z.array(z.string()).optional(),
});

/** The emulator's own API under /_emulator: for tests and people, never part of the cloud. */
export function createControl(core: Core, parts: Controlled): { app: Hono } {
  const outside = new Hono();
  const app = outside.basePath('/_emulator');
  outside.onError((error) =>
    error instanceof HTTPException ? error.getResponse() : Response.json({ error: error.message }, { status: 500 }),
  );
  outside.use(loopbackOnly);
  outside.route('/mail', mailPages(parts.mail));
  app.get('/health', (c) => c.json({ status: 'ok', addresses: core.addresses }));
  app.get('/seed', (c) => c.json(SEED));
  app.get('/personas', (c) => c.json(personas(parts.directory)));
  app.post('/reset', async (c) => {
    parts.reset((await readBody(c, ResetRequest)).tenantId);
    return c.body(null, 204);
  });
  app.post('/tenants', async (c) => c.json(parts.seedTenant(await readBody(c, TenantRequest)), 201));
  app.post('/tokens', async (c) => c.json(await parts.entra.userToken(await readBody(c, TokenRequest)), 201));
  app.post('/sync-jobs/:job/cycle', async (c) => {
    const job = parts.provisioning.jobs.get(c.req.param('job'));
    if (!job) throw refusal(404, 'There is no such provisioning job.');
    await parts.provisioning.runCycle(job.id);
    return c.json(parts.provisioning.jobs.get(job.id)?.status);
  });
  app.route('/faults', faultRoutes(core));
  app.route('/claims-challenges', claimsChallengeRoutes(parts.entra.state));
  app.route('/requests', requestRoutes(core));
  app.route('/mail', mailRoutes(parts.mail));
  app.route('/', knobRoutes(core));
  app.all('/sample-app/*', (c) => forward(c.req.raw, parts.sampleApp));
  outside.notFound((c) => c.json({ error: `The control API has no ${c.req.method} ${c.req.path}.` }, 404));
  return { app: outside };
}

/** Everybody who can sign in. */
function personas({ users, tenants }: Directory) {
  return users
    .find((user) => Boolean(user.signIn) && !user.deletedAt)
    .map(({ id, tenantId, userPrincipalName, displayName, signIn }) => ({
      objectId: id,
      tenantId,
      tenant: tenants.get(tenantId)?.displayName,
      userPrincipalName,
      displayName,
      label: signIn?.personaLabel,
      hint: signIn?.hint,
    }));
}

// The listener is bound to loopback; a page of another origin that resolves its own name to it is kept out too.
const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const { hostname } = new URL(c.req.url);
  const origin = c.req.header('origin');
  const isLocal = (host: string) => host === 'localhost' || host === '127.0.0.1';
  if (!isLocal(hostname) || (origin && !(URL.canParse(origin) && isLocal(new URL(origin).hostname)))) {
    throw refusal(403, 'The control API answers this machine only.');
  }
  await next();
};

/** The sample application has its own switches; they are reachable here too. */
function forward(request: Request, { app }: Pick<SampleApp, 'app'>): Response | Promise<Response> {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace('/_emulator/sample-app', '/_sample');
  return app.fetch(new Request(url, request));
}
