import { AppError } from '#lib/platform/errors.ts';
import type { ConnectionRefusal, Provisioning } from '#lib/onboarding/ports.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import {
  GraphSynchronizationJob,
  GraphSynchronizationJobs,
  GraphSynchronizationSchema,
  GraphSynchronizationSecrets,
} from '#lib/wire/graph/synchronization.ts';
import { collectionOf } from '#lib/wire/graph/collection.ts';
import { z } from 'zod';
import { jobHealth, objectMappings } from './synchronization-words.ts';
import type { Graph } from './graph-call.ts';

const WRITE = ['Synchronization.ReadWrite.All'];
/** Always `scim`: `customappsso` appends /scim to the address. */
const TEMPLATE = 'scim';
const UNTOLD: ReadonlySet<string> = new Set(['upstream-not-found', 'upstream-rejected']);
const NOTIFICATIONS = JSON.stringify({ Enabled: false, DeleteThresholdEnabled: true, DeleteThresholdValue: 500 });

/** The provisioning service of one tenant. https://learn.microsoft.com/graph/api/resources/synchronization-overview */
export function graphProvisioning(graph: Graph): Provisioning {
  const base = (servicePrincipalId: string) => `/servicePrincipals/${servicePrincipalId}/synchronization`;
  const job = (servicePrincipalId: string, jobId: string) => `${base(servicePrincipalId)}/jobs/${jobId}`;
  return {
    async testConnection(servicePrincipalId, connection) {
      try {
        await graph.send({
          method: 'POST',
          path: `${base(servicePrincipalId)}/jobs/validateCredentials`,
          body: { templateId: TEMPLATE, useSavedCredentials: false, credentials: secretsOf(connection) },
          scopes: WRITE,
        });
        return undefined;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        throw error;
      }
    },
    async saveSecrets(servicePrincipalId, connection) {
      await graph.send({
        method: 'PUT',
        path: `${base(servicePrincipalId)}/secrets`,
        // Without these two settings the service may drop the whole payload and still answer 204.
        body: {
          value: [
            { key: 'SyncNotificationSettings', value: NOTIFICATIONS },
            { key: 'SyncAll', value: 'false' },
            ...secretsOf(connection),
          ],
        },
        scopes: WRITE,
      });
    },
    async findJob(servicePrincipalId) {
      const { value } = await graph.read(GraphSynchronizationJobs, {
        path: `${base(servicePrincipalId)}/jobs`,
        scopes: WRITE,
      });
      return value[0] && { jobId: value[0].id };
    },
    async createJob(servicePrincipalId) {
      const templates = await graph.read(collectionOf(z.object({ id: z.string() })), {
        path: `${base(servicePrincipalId)}/templates`,
        scopes: WRITE,
      });
      if (!templates.value.some((template) => template.id === TEMPLATE)) {
        throw new AppError(
          'upstream-unavailable',
          'The provisioning service does not know the application yet. It usually takes a few seconds.',
          {
            upstream: 'Microsoft Graph',
          },
        );
      }
      const { id } = await graph.read(GraphSynchronizationJob, {
        method: 'POST',
        path: `${base(servicePrincipalId)}/jobs`,
        body: { templateId: TEMPLATE },
        scopes: WRITE,
      });
      return { jobId: id };
    },
    startJob: (servicePrincipalId, jobId) =>
      graph.send({ method: 'POST', path: `${job(servicePrincipalId, jobId)}/start`, scopes: WRITE }),
    restartJob: (servicePrincipalId, jobId) =>
      graph.send({
        method: 'POST',
        path: `${job(servicePrincipalId, jobId)}/restart`,
        body: { criteria: { resetScope: 'Full' } },
        scopes: WRITE,
      }),
    async health(servicePrincipalId, jobId) {
      return jobHealth(
        await graph.read(GraphSynchronizationJob, { path: job(servicePrincipalId, jobId), scopes: WRITE }),
      );
    },
    async mappings(servicePrincipalId, jobId) {
      const path = `${job(servicePrincipalId, jobId)}/schema`;
      return objectMappings(await graph.read(GraphSynchronizationSchema, { path, scopes: WRITE }));
    },
    async savedEndpoint(servicePrincipalId) {
      const path = `${base(servicePrincipalId)}/secrets`;
      try {
        const { value } = await graph.read(GraphSynchronizationSecrets, { path, scopes: WRITE, version: 'beta' });
        return value.find(({ key }) => key === 'BaseAddress')?.value ?? undefined;
      } catch (error) {
        // Known from one article, and in beta only: who does not answer it tells nothing.
        const isUntold = error instanceof AppError && UNTOLD.has(error.code);
        if (isUntold) return undefined;
        throw error;
      }
    },
  };
}

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationsecretkeystringvaluepair */
function secretsOf({ scimEndpoint, credential }: { scimEndpoint: string; credential: Credential }) {
  if (credential.kind === 'bearer') {
    return [
      { key: 'BaseAddress', value: scimEndpoint },
      { key: 'SecretToken', value: credential.token },
    ];
  }
  return [
    { key: 'AuthenticationType', value: 'OAuth2ClientCredentialsGrant' },
    { key: 'BaseAddress', value: scimEndpoint },
    { key: 'Oauth2ClientId', value: credential.clientId },
    { key: 'Oauth2ClientSecret', value: credential.clientSecret },
    { key: 'Oauth2TokenExchangeUri', value: credential.tokenUrl },
  ];
}

const REFUSALS = new Set(['CredentialValidationUnavailable', 'InvalidCredentials']);

function refusalOf(error: unknown): ConnectionRefusal | undefined {
  if (!(error instanceof AppError)) return undefined;
  const details = error.details as { upstreamCode?: string; innerError?: { code?: string; message?: string } };
  if (!details.upstreamCode || !REFUSALS.has(details.upstreamCode)) return undefined;
  return {
    code: details.upstreamCode,
    innerCode: details.innerError?.code,
    message: details.innerError?.message ?? error.message,
  };
}
