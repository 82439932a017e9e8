import { z } from 'zod';
import { cloud, stack, type Persona, type Space } from './cloud.ts';

/** The way to a step without its clicks: the portal's own API, asked as its pages ask it, with the person's token. */

const LOOK_MS = 100;
const PATIENCE_MS = 60_000;

const Onboarding = z.object({ id: z.uuid() });
const Operation = z.object({ state: z.string() });
const Options = z.object({
  subscriptions: z.array(z.object({ subscriptionId: z.string(), mayDeploy: z.boolean(), mayAssignRoles: z.boolean() })),
});
const LogicApp = z.object({ suggestedNames: z.object({ resourceGroup: z.string(), logicApp: z.string() }) });
const Validation = z.object({ proposal: z.unknown(), runs: z.array(z.object({ id: z.string() })) });
const Run = z.object({ ready: z.boolean().optional() });

export type Api = {
  get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer>;
  post<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer>;
  patch<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer>;
  putFile(path: string, file: UploadedFile): Promise<void>;
};
export type UploadedFile = { name: string; mimeType: string; buffer: Buffer };
type Work = { api: Api; app: Space; name: string };

/** Starts an onboarding and does every step ahead of `step`. The permissions must have been agreed to. Answers its id. */
export async function prepareUpTo(
  step: Step,
  { as, app, name }: { as: Persona; app: Space; name: string },
): Promise<string> {
  const portal = await apiOf(as);
  const { id } = await portal.post('', { name }, Onboarding);
  const work = { api: below(portal, id), app, name };
  for (const { ahead, go } of STEPS) {
    if (ahead === step) break;
    await go(work);
    await work.api.post('complete-step', { step: ahead }, Onboarding);
  }
  return id;
}

export type Step = (typeof STEPS)[number]['ahead'] | 'request-publishing';
const STEPS = [
  { ahead: 'check-requirements', go: checkRequirements },
  { ahead: 'create-application', go: createApplication },
  { ahead: 'configure-provisioning', go: configureProvisioning },
  { ahead: 'deploy-logic-app', go: deployLogicApp },
  { ahead: 'run-validation', go: runTests },
] as const;

const credentialOf = ({ bearerToken }: Space) => ({ kind: 'bearer', token: bearerToken });
const connectionTo = (app: Space) => ({ scimEndpoint: app.scimEndpoint, credential: credentialOf(app) });

async function checkRequirements({ api, app }: Work): Promise<void> {
  await api.post('check-requirements', connectionTo(app), z.unknown());
}

async function createApplication({ api, name }: Work): Promise<void> {
  await api.post('create-application', { mode: 'create', name }, Operation);
  await ended(api, 'create-application');
}

/** The application has moved: provisioning goes to another address now. */
export async function moveTo(app: Space, { as, onboardingId }: { as: Persona; onboardingId: string }): Promise<void> {
  await configureProvisioning({ api: below(await apiOf(as), onboardingId), app, name: '' });
}

async function configureProvisioning({ api, app }: Work): Promise<void> {
  await api.post('configure-provisioning', connectionTo(app), Operation);
  await ended(api, 'configure-provisioning');
}

async function deployLogicApp({ api, app }: Work): Promise<void> {
  const { subscriptions } = await api.get('deploy-logic-app/options', Options);
  const { suggestedNames } = await api.get('deploy-logic-app', LogicApp);
  const usable = subscriptions.find(({ mayDeploy, mayAssignRoles }) => mayDeploy && mayAssignRoles);
  const place = {
    subscriptionId: usable?.subscriptionId,
    resourceGroup: suggestedNames.resourceGroup,
    createResourceGroup: true,
    location: 'westeurope',
    logicAppName: suggestedNames.logicApp,
  };
  const what = { template: 'own-consumption-1.0', portalMayRead: true, credential: credentialOf(app) };
  await api.post('deploy-logic-app', { ...place, ...what }, Operation);
  await ended(api, 'deploy-logic-app');
}

async function runTests({ api, app }: Work): Promise<void> {
  const credential = credentialOf(app);
  const { proposal } = await api.get('run-validation', Validation);
  await api.post('run-validation/runs', { parameters: proposal, credential }, Operation);
  await ended(api, 'start-run');
  const { runs } = await api.get('run-validation', Validation);
  const run = () => api.get(`run-validation/runs/${runs[0]?.id}`, Run);
  const { ready } = await until(run, (one) => one.ready !== undefined);
  if (!ready) throw new Error('The run that was to prepare the test is not ready.');
}

async function ended(api: Api, kind: string): Promise<void> {
  const { state, ...rest } = await until(
    () => api.get(`operations/${kind}`, Operation.loose()),
    (one) => one.state !== 'running',
  );
  if (state !== 'done') throw new Error(`${kind} ended as ${state}: ${JSON.stringify(rest)}`);
}

export async function until<Answer>(read: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  const givenUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await read();
    if (isDone(answer)) return answer;
    if (Date.now() > givenUpAt) throw new Error(`It did not end: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** The portal's API as a person; paths begin at `start`. */
export async function apiOf({ objectId }: Persona, start = '/onboardings'): Promise<Api> {
  const wanted = { userId: objectId, audience: 'portal' as const, scopes: ['access_as_user'] };
  const { accessToken } = await cloud.token(wanted);
  const authorization = `Bearer ${accessToken}`;
  const send = async (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) => {
    const url = `${stack().portalUrl}/api${start}${path}`;
    const response = await fetch(url, { method, body, headers: { authorization, ...headers } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text ? (JSON.parse(text) as unknown) : undefined;
  };
  const sendJson = async <Answer>(method: string, path: string, body: unknown, schema: z.ZodType<Answer>) =>
    schema.parse(await send(method, path, JSON.stringify(body), { 'content-type': 'application/json' }));
  return {
    get: async (path, schema) => schema.parse(await send('GET', path)),
    post: (path, body, schema) => sendJson('POST', path, body, schema),
    patch: (path, body, schema) => sendJson('PATCH', path, body, schema),
    putFile: async (path, { name, mimeType, buffer }) => {
      const headers = { 'content-type': mimeType, 'x-file-name': encodeURIComponent(name) };
      Outcome.parse(await send('PUT', path, new Uint8Array(buffer), headers));
    },
  };
}
const Outcome = z.object({ outcome: z.literal('kept') });

export function below({ get, post, patch, putFile }: Api, id: string): Api {
  const at = (path: string) => (path ? `/${id}/${path}` : `/${id}`);
  return {
    get: (path, schema) => get(at(path), schema),
    post: (path, body, schema) => post(at(path), body, schema),
    patch: (path, body, schema) => patch(at(path), body, schema),
    putFile: (path, file) => putFile(at(path), file),
  };
}
