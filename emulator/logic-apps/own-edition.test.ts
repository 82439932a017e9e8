import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { createCore } from '../core/core.ts';
import { listen } from '../core/listen.ts';
import { validateDefinition } from './definition/validate.ts';
import { createLogicApps } from './index.ts';

const TOKEN = 'a-token-that-no-history-may-show';
const stop = new AbortController();
const servers: (() => Promise<void>)[] = [];
afterAll(async () => {
  stop.abort();
  await Promise.all(servers.map((close) => close()));
});

const parameters = (scimEndpoint: string) => ({
  servicePrincipalId: { value: 'sp' },
  scimEndpoint: { value: scimEndpoint },
  scimBearerToken: { value: TOKEN },
  testUserDomain: { value: 'contoso.example' },
  defaultUserProperties: { value: [{ givenName: 'Ada' }] },
  defaultGroupProperties: { value: {} },
});

/** A directory that can be prepared and nothing more. */
function directory(): Hono {
  const app = new Hono();
  const base = '/v1.0/servicePrincipals/sp';
  app.get(`${base}/synchronization/jobs`, (c) => c.json({ value: [{ id: 'job' }] }));
  app.get(`${base}/synchronization/jobs/job`, (c) => c.json({ id: 'job' }));
  app.get(`${base}/synchronization/jobs/job/schema`, (c) => c.json({ synchronizationRules: [] }));
  app.get(base, (c) => c.json({ appRoles: [{ id: 'role', displayName: 'User' }] }));
  return app;
}

async function serve(app: Hono): Promise<string> {
  const { port, close } = await listen(app, { port: 0 });
  servers.push(close);
  return `http://127.0.0.1:${port}`;
}

async function run(graph: Hono, application: Hono) {
  const [graphAt, applicationAt] = await Promise.all([graph, application].map(serve));
  const nowhere = 'http://127.0.0.1:1';
  const addresses = { entra: nowhere, graph: graphAt!, arm: nowhere, sampleApp: applicationAt!, control: nowhere };
  const core = createCore({ addresses, timeScale: 5_000, stopping: stop.signal });
  const managedIdentityToken = async () => ({ accessToken: 'identity', expiresAt: new Date() });
  const service = createLogicApps(core, { entra: { managedIdentityToken } });
  const { id } = service.startRun({
    workflowId: 'w',
    workflowName: 'validation',
    versionId: 'v',
    definition: ownEdition(),
    parameters: parameters(`${applicationAt}/scim`),
    triggerName: 'manual',
    identity: { tenantId: 't', principalId: 'p' },
  });
  await service.runEnded(id);
  const rows = service.actionsOf(id);
  const outputsOf = (name: string) => service.content(rows.find((row) => row.name === name)!.outputsKey!);
  const contents = rows.flatMap((row) => [row.inputsKey, row.outputsKey]).filter((key) => key !== undefined);
  return { status: service.runs.get(id)!.status, outputsOf, history: JSON.stringify(contents.map(service.content)) };
}

test('the platform accepts our edition', () => {
  expect(() => validateDefinition(ownEdition(), parameters('https://app.example/scim'))).not.toThrow();
});

test('the platform refuses our edition without a token', () => {
  const { scimBearerToken, ...rest } = parameters('https://app.example/scim');
  expect(scimBearerToken.value).toBe(TOKEN);
  expect(() => validateDefinition(ownEdition(), rest)).toThrow(/scimBearerToken/);
});

test('an application that answers 404 to an empty filter gets ten results that name the step, and no history shows the token', async () => {
  const seen: (string | undefined)[] = [];
  const application = new Hono();
  application.get('/scim/*', (c) => {
    seen.push(c.req.header('Authorization'));
    return c.json({ detail: 'nothing found' }, 404);
  });
  const { status, outputsOf, history } = await run(directory(), application);
  const results = outputsOf('Final_TestResults') as {
    testName: string;
    testResult: string;
    provisioningErrorDetails: unknown;
  }[];
  expect(status).toBe('Failed');
  expect(results).toHaveLength(10);
  for (const { testName, testResult, provisioningErrorDetails } of results) {
    expect(testResult).toBe(`Create Phase: Failed Action: ${testName}__create__absent`);
    expect(provisioningErrorDetails).toMatchObject({
      failedOutputs: { statusCode: 404, body: { detail: 'nothing found' } },
    });
  }
  expect(new Set(seen)).toEqual(new Set([`Bearer ${TOKEN}`]));
  expect(history).not.toContain(TOKEN);
});

test('a preparation that is refused still gives ten results', async () => {
  const refusing = new Hono().all('*', (c) =>
    c.json({ error: { code: 'Authorization_RequestDenied', message: '' } }, 403),
  );
  const { status, outputsOf } = await run(refusing, new Hono());
  const results = outputsOf('Final_TestResults') as { testResult: string }[];
  expect(status).toBe('Failed');
  expect(results.map(({ testResult }) => testResult)).toEqual(Array(10).fill('Failed Action: Setup__list_jobs'));
});
