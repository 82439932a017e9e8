import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { portal } from './portal.fixture.ts';

type Handler = Parameters<Awaited<ReturnType<typeof portal>>['call']>[0];
export type Route = { title: string; path: string; method: string; area: Area; handler: Handler };
/** Who a route is for: everybody, whoever is signed in, those an onboarding is open to, or one kind of operator. */
export type Area = 'public' | 'own' | 'onboarding' | 'review' | 'program';

/** Found on the disk, so that a new route is tested without being named. */
export async function everyRoute(): Promise<Route[]> {
  const files = globSync('**/route.ts', { cwd: import.meta.dirname }).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const handlers = (await import(join(import.meta.dirname, file))) as Record<string, Handler>;
      const path = file.replace(/\/?route\.ts$/, '');
      const area = areaOf(path);
      return Object.entries(handlers).map(([method, handler]) => {
        return { title: `${method} /${path}`, path, method, area, handler };
      });
    }),
  );
  return found.flat();
}

function areaOf(path: string): Area {
  if (['settings', 'health', 'contacts/confirm', 'contacts/invitation'].includes(path)) return 'public';
  if (path.startsWith('onboardings/[')) return 'onboarding';
  const [first] = path.split('/');
  return first === 'review' || first === 'program' ? first : 'own';
}

export const NO_BODY = undefined;
/** A secret that samples hold. */
export const CREDENTIAL_SENT = 'a-token-that-nobody-may-keep';
const CONNECTION = {
  scimEndpoint: 'http://localhost:9/scim',
  credential: { kind: 'bearer', token: CREDENTIAL_SENT },
};
const RUN_ID = '5f0c1f5e-4a53-4c68-9d3e-0f6f3c1f7a11';
const A_FILE = new File(['not a logo'], 'logo.png', { type: 'image/png' });
const BELOW = '/onboardings/[onboardingId]';

/** A body that each writing route takes, so that nothing but access can answer. A route that is not here fails its test. */
const SAMPLES: Record<string, unknown> = {
  'POST /onboardings': { name: 'Payroll' },
  [`POST ${BELOW}/allow-list`]: { reason: 'Our demo is on Friday.', contact: 'ann@contoso.example' },
  [`POST ${BELOW}/allow-list/withdraw`]: { version: 0 },
  [`POST ${BELOW}/check-requirements`]: CONNECTION,
  [`POST ${BELOW}/check-requirements/path`]: { isHrSource: false, isOnPremises: false, speaksScim: true },
  [`POST ${BELOW}/check-requirements/rule-set`]: { ruleSet: 'gallery-2026-11' },
  [`POST ${BELOW}/complete-step`]: { step: 'check-requirements' },
  [`POST ${BELOW}/configure-provisioning`]: CONNECTION,
  [`POST ${BELOW}/configure-provisioning/test-connection`]: CONNECTION,
  [`POST ${BELOW}/create-application`]: { mode: 'create', name: 'Payroll' },
  [`POST ${BELOW}/deploy-logic-app`]: {
    subscriptionId: RUN_ID,
    resourceGroup: 'validation',
    createResourceGroup: true,
    location: 'westeurope',
    logicAppName: 'validation',
    template: 'own-consumption-1.0',
    portalMayRead: true,
    credential: CONNECTION.credential,
  },
  [`POST ${BELOW}/deploy-logic-app/revoke`]: NO_BODY,
  [`POST ${BELOW}/feedback`]: { step: 'run-validation', rating: 'bad' },
  [`POST ${BELOW}/members`]: { userPrincipalName: 'someone@contoso.example' },
  [`POST ${BELOW}/operations/[kind]/resume`]: { credential: CONNECTION.credential },
  [`POST ${BELOW}/probes`]: { ...CONNECTION, tags: [], mayWrite: true },
  [`POST ${BELOW}/probes/[probeId]/stop`]: NO_BODY,
  [`POST ${BELOW}/probes/[probeId]/clean-up`]: { credential: CONNECTION.credential },
  [`POST ${BELOW}/request-publishing`]: NO_BODY,
  [`PATCH ${BELOW}/request-publishing/fields`]: { changes: [{ field: 'notes', value: 'Not mine', base: 0 }] },
  [`POST ${BELOW}/request-publishing/prefill`]: NO_BODY,
  [`POST ${BELOW}/request-publishing/withdraw`]: { version: 1 },
  [`POST ${BELOW}/request-publishing/take-up`]: { version: 1 },
  [`POST ${BELOW}/request-publishing/findings/[findingId]/answer`]: { version: 0, words: 'Done.' },
  [`POST ${BELOW}/request-publishing/runs`]: { pasted: '08584241990693220123474542218CU00' },
  [`PUT ${BELOW}/request-publishing/uploads/new/[uploadKind]`]: A_FILE,
  [`DELETE ${BELOW}/request-publishing/uploads/[uploadId]`]: NO_BODY,
  [`POST ${BELOW}/request-publishing/contacts/confirm-request`]: { email: 'ann@contoso.example' },
  [`POST ${BELOW}/request-publishing/links/check`]: { url: 'http://localhost:9/scim' },
  [`POST ${BELOW}/run-validation/clean-up`]: NO_BODY,
  [`POST ${BELOW}/run-validation/pre-flight`]: { credential: CONNECTION.credential },
  [`POST ${BELOW}/run-validation/runs`]: {
    parameters: {
      testUserDomain: 'contoso.example',
      enabledTests: 'All',
      isSoftDeleted: false,
      isGroupSupported: true,
      isManagerAttributeSupported: true,
      userProfiles: [{ displayName: 'Test' }],
    },
    credential: CONNECTION.credential,
  },
  [`POST ${BELOW}/run-validation/runs/[runId]/cancel`]: NO_BODY,
  [`POST ${BELOW}/run-validation/runs/[runId]/verify`]: NO_BODY,
  'POST /review/submissions/[submissionId]/request-changes': {
    version: 1,
    findings: [{ anchor: { kind: 'field', name: 'app.name' }, kind: 'mandatory', words: 'Say more.' }],
  },
  'POST /review/submissions/[submissionId]/findings/[findingId]/resolve': { version: 0 },
  'POST /review/submissions/[submissionId]/findings/[findingId]/reopen': { version: 0, words: 'Not yet.' },
  'POST /review/submissions/[submissionId]/verify': NO_BODY,
  'POST /review/submissions/[submissionId]/begin-review': { version: 1 },
  'POST /review/submissions/[submissionId]/decisions': { version: 1, kind: 'reject', reason: 'Not theirs.' },
  'PUT /review/submissions/[submissionId]/checklist/[item]': { number: 1, version: 0, mark: '', isConfirmed: true },
  'PUT /review/submissions/[submissionId]/look': { at: '2026-11-20T10:00:00.000Z', seen: true },
  'POST /review/submissions/[submissionId]/messages': { words: 'Good morning.' },
  'POST /review/submissions/[submissionId]/notes': { words: 'Looks fine.' },
  [`POST ${BELOW}/request-publishing/messages`]: { words: 'Good morning.' },
  'POST /notifications/read': NO_BODY,
  'POST /notifications/[notificationId]/read': NO_BODY,
  'PATCH /notifications/choices': { choices: [{ kind: 'message', portal: true, mail: false }] },
  'POST /review/assign': { submissions: [{ id: RUN_ID, seenAssigneeId: null }], to: 'me' },
  'POST /review/views': { name: 'Mine', query: 'assignee=me' },
  'DELETE /review/views/[viewId]': NO_BODY,
  'POST /program/allow-list/[requestId]/own': { version: 0 },
  'POST /program/allow-list/[requestId]/decide': { decision: 'decline', version: 0, reason: 'Not now.' },
  'PATCH /program/feedback/[feedbackId]': { theme: 'Mappings' },
  'POST /program/figures': { time: '30' },
  'POST /program/cohorts': { name: 'Pilot' },
  'PATCH /program/cohorts/[cohortId]': { version: 0, name: 'Autumn' },
  'DELETE /program/cohorts/[cohortId]': NO_BODY,
  'PATCH /program/settings': { changes: [{ name: 'isvTargetDays', value: 12, base: 0 }] },
};

export function sampleBody({ title, method }: Pick<Route, 'title' | 'method'>): unknown {
  if (method === 'GET') return NO_BODY;
  if (!(title in SAMPLES)) throw new Error(`${title} has no sample body: add one to SAMPLES.`);
  return SAMPLES[title];
}
