import type { ProbeRecord } from '../probe/ports.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { WorkflowDefinition } from '#lib/templates/workflow.ts';
import { clocksOf, programSettings } from '#lib/rules/program-settings.ts';
import { mappingTable } from '#lib/rules/run-details.ts';
import { goodRun, SCHEMA } from '#lib/rules/run-fixture.ts';
import { DEFAULT_USER_PROFILES } from '#lib/rules/run-parameters.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import { deploymentTags } from '../deploy-logic-app/deployment.ts';
import { ANN, fakeAzure, fakeDirectory, fakeProvisioning, fakeScim, HEALTHY } from '../fakes.ts';
import { fakeEvidence } from '../evidence/fakes.ts';
import { fakeOperations } from '../operations/fakes.ts';
import { anOnboarding, fakeAuditTrail, fakeLedger, fakeOnboardings } from '../record/fakes.ts';
import type { LogicAppRecord, OnboardingRecord, RunRecord } from '../record/ports.ts';
import { fakeAttachments, fakeFindings, fakeSubmissions } from '../request-publishing/fakes.ts';
import type { DecisionTold } from '../request-publishing/ports.ts';
import type { RunParameters } from './contract.ts';
import { startRun } from './start-run.ts';
import { watchRun, type WatchedRun } from './watch-run.ts';
import { fakeLogicApps, fakePortal, fakeRuns, fakeRunStarts, RESOURCE_ID, SUBSCRIPTION } from './fakes.ts';

/** For tests: an onboarding whose Logic App is deployed, in a cloud where everything holds. */

export const CARRIER = { ...ANN, expiresAt: new Date(Date.now() + 3_600_000) };
export const CREDENTIAL = { kind: 'bearer', token: 'planted-token-value' } as const;
export const PARAMETERS: RunParameters = {
  testUserDomain: 'contoso.example',
  enabledTests: 'All',
  isSoftDeleted: true,
  isGroupSupported: true,
  isManagerAttributeSupported: true,
  userProfiles: DEFAULT_USER_PROFILES,
};
export const LOGIC_APP: LogicAppRecord = {
  subscriptionId: SUBSCRIPTION,
  resourceGroup: 'rg',
  name: 'validation',
  resourceId: RESOURCE_ID,
  location: 'westeurope',
  template: 'own-consumption-1.0',
  templateVersion: '1.0',
  definitionHash: OWN_CONSUMPTION.canonicalHash,
  identityPrincipalId: 'identity',
  portalMayRead: true,
  deployedAt: new Date(),
};
const APPLICATION = { directoryAppId: 'a', applicationObjectId: 'o', servicePrincipalId: 'sp', name: 'Payroll' };
const PORTAL = { ...APPLICATION, directoryAppId: 'portal-client', servicePrincipalId: 'portal-sp', createdAt: '' };
const ROLES = OWN_CONSUMPTION.graphRoles.map(({ value }) => ({
  principalId: 'identity',
  assignmentId: value,
  role: value,
}));

export function deployedWorld(changes: Partial<OnboardingRecord> = {}, definition: WorkflowDefinition = ownEdition()) {
  const now = new Date();
  const onboarding = anOnboarding({
    application: APPLICATION,
    scimEndpoint: 'https://scim.example/v2',
    jobId: 'scim.1',
    logicApp: { ...LOGIC_APP, definitionHash: canonicalHash(definition) },
    completed: {
      'check-requirements': now,
      'create-application': now,
      'configure-provisioning': now,
      'deploy-logic-app': now,
    },
    ...changes,
  });
  const directory = fakeDirectory({ applications: [PORTAL], graphRoles: [...ROLES] });
  const provisioning = fakeProvisioning({ healths: [{ ...HEALTHY, intervalMinutes: 5 }] });
  const logicApps = fakeLogicApps({
    workflows: new Map([
      [
        RESOURCE_ID,
        {
          resourceId: RESOURCE_ID,
          location: 'westeurope',
          state: 'disabled',
          versionId: 'v0',
          identityPrincipalId: 'identity',
          tags: deploymentTags(onboarding.id),
          definition,
          parameters: {},
        },
      ],
    ]),
  });
  const evidence = fakeEvidence(() => onboarding.id);
  const findings = fakeFindings((id) => submissions.rows.find((row) => row.id === id)!.status);
  const submissions = fakeSubmissions([], { evidence, findings });
  const rows: RunRecord[] = [];
  const watched: WatchedRun[] = [];
  const runs = fakeRuns(rows);
  const ports = {
    directory: directory.directory,
    provisioning: provisioning.provisioning,
    azure: fakeAzure().azure,
    logicApps: logicApps.logicApps,
    portal: fakePortal(logicApps.logicApps),
    scim: fakeScim(),
    officialTemplate: {
      load: async () =>
        ({ unavailable: 'Offline.' }) as { unavailable: string } | { definition: WorkflowDefinition; fileHash: string },
    },
    onboardings: fakeOnboardings([onboarding]),
    runs,
    submissions,
    evidence,
    findings,
    told: { newest: async (): Promise<DecisionTold | undefined> => undefined },
    attachments: fakeAttachments(),
    probes: {
      list: async (): Promise<ProbeRecord[]> => [],
      latestForOperator: async (): Promise<ProbeRecord | undefined> => undefined,
    },
    ledger: fakeLedger(),
    audit: fakeAuditTrail(),
    operations: fakeOperations().operations,
    runStarts: fakeRunStarts(runs, watched),
    pollIntervalMs: 1_000,
    expectedRunMinutes: 90,
    runReadIntervalMs: 10_000,
    validityDays: 14,
    expiryDays: 60,
    clocks: clocksOf(programSettings([])),
    offeredTemplates: [] as string[],
    runTimeoutMs: 6 * 3_600_000,
  };
  return {
    onboarding,
    ports,
    rows,
    watched,
    directory: directory.state,
    provisioning: provisioning.state,
    cloud: logicApps.state,
  };
}

/** What the good run read, as the directory tells it to the portal. */
function mappingsOfRun(): ObjectMapping[] {
  const rows = mappingTable(SCHEMA);
  return [...new Set(rows.map(({ object }) => object))].map((name) => ({
    ...{ name, kind: /group/i.test(name) ? ('group' as const) : ('user' as const), enabled: true, flow: 'Add' },
    attributes: rows
      .filter(({ object }) => object === name)
      .map(({ matching, object: _object, enabled: _enabled, ...row }) => ({ ...row, matchingPrecedence: matching })),
  }));
}

/** A run of that onboarding that has ended well, was judged by the portal's watch, and completed its step. */
export async function verifiedWorld(changes: Partial<OnboardingRecord> = {}) {
  const world = deployedWorld(changes);
  const { ports, onboarding } = world;
  const input = { parameters: PARAMETERS, credential: CREDENTIAL };
  await startRun(ports, { carrier: CARRIER, onboardingId: onboarding.id, input });
  const { id: runId } = world.rows[0]!;
  world.cloud.actions = goodRun('own-consumption').actions;
  world.provisioning.mappings = mappingsOfRun();
  Object.assign(world.cloud.runs[0]!, { status: 'Succeeded', endedAt: new Date().toISOString() });
  await watchRun(ports, { tenantId: onboarding.tenantId, onboardingId: onboarding.id, runId });
  return { ...world, runId };
}
