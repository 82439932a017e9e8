import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, StepContext } from '#lib/operations/ports.ts';
import { scrub } from '#lib/rules/scrub.ts';
import {
  grantGraphRole,
  grantReader,
  readReaderBack,
  readRolesBack,
  type GrantPorts,
} from '../deploy-logic-app/grant-roles.ts';
import { deploymentTags } from '../deploy-logic-app/deployment.ts';
import { definitionOf, descriptorOf } from '../deploy-logic-app/templates.ts';
import { workflowParameters } from '../deploy-logic-app/workflow-parameters.ts';
import type {
  Azure,
  Directory,
  LogicApps,
  OfficialTemplate,
  Person,
  Provisioning,
  RunFacts,
  ScimEndpoint,
} from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { AuditTrail, LogicAppRecord, OnboardingRecord, Runs, RunStarts } from '../record/ports.ts';
import { beginRun } from './begin-run.ts';
import type { RunParameters } from './contract.ts';
import { beforeRun, deployedLogicApp, lookBefore } from './preflight.ts';
import { outlives } from './preflight-checks.ts';
import { runToken } from './token-end.ts';

export type StartPorts = GrantPorts & {
  directory: Directory;
  azure: Azure;
  provisioning: Provisioning;
  logicApps: LogicApps;
  scim: ScimEndpoint;
  officialTemplate: OfficialTemplate;
  audit: AuditTrail;
  runs: Pick<Runs, 'list'>;
  runStarts: RunStarts;
  expectedRunMinutes: number;
};
export type Starting = {
  onboarding: OnboardingRecord;
  parameters: RunParameters;
  person: Person;
  credential?: Credential;
  isRepeat: boolean;
};
type Parts = Starting & { logicApp: LogicAppRecord };
type Noted = { runId: string; earlier: string[] };

/** Every call that starts a run, in its order: checked, granted, written, started once, switched off again. */
export function startSteps(ports: StartPorts, starting: Starting): OperationStep[] {
  const parts = { ...starting, logicApp: deployedLogicApp(starting.onboarding) };
  return [
    preflightStep(ports, parts),
    rolesStep(ports, parts),
    noteStep(ports, parts),
    writeStep(ports, parts),
    beginStep(ports, parts),
    recordStep(ports, parts),
    switchOffStep(ports, parts),
  ];
}

function preflightStep(ports: StartPorts, parts: Parts): OperationStep {
  return {
    name: 'pre-flight',
    title: 'Check before the run',
    needsCredential: true,
    async run() {
      const before = await beforeRun(ports, parts.onboarding, given(parts.credential));
      const { checks } = await lookBefore(ports, before);
      const blocked = checks.filter(({ state }) => state === 'blocked');
      if (blocked.length > 0) {
        const reasons = blocked.map(
          ({ title, evidence, fix }) => `${title}: ${[evidence, fix].filter(Boolean).join(' ')}`,
        );
        throw new AppError('run-not-possible', reasons.join(' '), { failed: blocked.map(({ id }) => id) });
      }
      const open = checks.filter(({ state }) => state !== 'ok').map(({ title }) => title);
      return { detail: open.length === 0 ? 'Everything holds.' : `Nothing blocks. To be noted: ${open.join('; ')}.` };
    },
  };
}

/** Roles that were revoked after an earlier run, or never granted. */
function rolesStep(ports: StartPorts, { onboarding, logicApp }: Parts): OperationStep {
  const { tenantId, id: onboardingId } = onboarding;
  const principalId = logicApp.identityPrincipalId ?? '';
  const roles = descriptorOf(logicApp.template).graphRoles.map(({ value }) => value);
  return {
    name: 'roles',
    title: 'Grant again what was revoked, and read it back',
    async run(context) {
      const held = new Set((await ports.directory.graphRolesOf(principalId)).map(({ role }) => role));
      const missing = roles.filter((role) => !held.has(role));
      for (const role of missing) await grantGraphRole(ports, context, { tenantId, onboardingId, principalId, role });
      if (missing.length > 0)
        await readRolesBack(ports, context, { tenantId, onboardingId, principalId, roles: missing });
      const reader = await readerAgain(ports, context, { onboarding, logicApp });
      const granted = [...missing, ...(reader ? ['Reader for this portal'] : [])];
      return { detail: granted.length === 0 ? 'All are there.' : `Granted again: ${granted.join(', ')}.` };
    },
  };
}

async function readerAgain(
  ports: StartPorts,
  context: StepContext,
  { onboarding, logicApp }: Pick<Parts, 'onboarding' | 'logicApp'>,
) {
  if (!logicApp.portalMayRead) return false;
  const { resourceId } = logicApp;
  const to = { tenantId: onboarding.tenantId, onboardingId: onboarding.id, resourceId };
  const known = await ports.directory.servicePrincipalOf(ports.portal.clientId);
  if (known && (await ports.azure.hasReader(resourceId, known))) return false;
  const principalId = await grantReader(ports, to);
  await readReaderBack(ports, context, { ...to, principalId });
  return true;
}

/** Chosen and kept before anything starts, so that a lost attempt's run is recognised. */
function noteStep({ logicApps }: StartPorts, { logicApp }: Parts): OperationStep {
  return {
    name: 'note',
    title: 'Note the runs there are',
    async run() {
      const runs = await logicApps.runs(logicApp.resourceId, 50);
      const noted: Noted = { runId: randomUUID(), earlier: runs.map(({ runName }) => runName) };
      return { result: noted, detail: `${runs.length} earlier runs.` };
    },
  };
}

function writeStep(ports: StartPorts, parts: Parts): OperationStep {
  const { logicApp } = parts;
  const { resourceId, location, template } = logicApp;
  return {
    name: 'write',
    title: 'Write the run’s parameters and token',
    needsCredential: true,
    isLasting: true,
    async run() {
      const token = await livingToken(ports, parts);
      const written = await ports.logicApps.write({
        resourceId,
        location,
        state: 'disabled',
        definition: await definitionOf(template, ports.officialTemplate),
        ...parametersOf(parts, token),
        tags: deploymentTags(parts.onboarding.id),
      });
      if (written.identityPrincipalId && written.identityPrincipalId !== logicApp.identityPrincipalId) {
        throw new AppError(
          'run-not-possible',
          'The Logic App was replaced meanwhile: it has another identity. Deploy it again.',
        );
      }
      return { detail: 'Written, switched off. The token went into a secure parameter.' };
    },
  };
}

/** Minted or taken just before it is written; refused if it would end before the run does. */
async function livingToken(ports: StartPorts, { onboarding, credential }: Parts): Promise<string> {
  const before = await beforeRun(ports, onboarding, given(credential));
  const { token, endsAt } = await runToken(ports.scim, before.credential);
  if (endsAt && !outlives(endsAt, before)) {
    throw new AppError('run-not-possible', 'The token would end before the run does.', {
      failed: ['token-outlives-run'],
    });
  }
  return token;
}

function parametersOf({ onboarding, logicApp, parameters }: Parts, token: string) {
  return workflowParameters(descriptorOf(logicApp.template), {
    servicePrincipalId: onboarding.application?.servicePrincipalId ?? '',
    scimEndpoint: onboarding.scimEndpoint ?? '',
    token,
    run: parameters,
  });
}

function beginStep(ports: StartPorts, { logicApp, isRepeat }: Parts): OperationStep {
  const { resourceId, template } = logicApp;
  let mayHaveBegun = isRepeat;
  return {
    name: 'begin',
    title: 'Switch on and start one run',
    isLasting: true,
    async run(context) {
      const asked = { resourceId, trigger: descriptorOf(template).trigger, earlier: new Set(noted(context).earlier) };
      const isSecond = mayHaveBegun;
      // A call that failed may have started it all the same.
      mayHaveBegun = true;
      const run = await beginRun(ports, context, { ...asked, isRepeat: isSecond });
      return { result: { runName: run.runName, versionId: run.versionId }, detail: `Run ${run.runName}.` };
    },
  };
}

function recordStep(ports: StartPorts, parts: Parts): OperationStep {
  const { onboarding, logicApp, person, parameters } = parts;
  const { tenantId, id: onboardingId } = onboarding;
  return {
    name: 'record',
    title: 'Remember the run and watch it',
    async run(context) {
      const { runId } = noted(context);
      const begun = context.saved<Pick<RunFacts, 'runName' | 'versionId'>>('begin');
      if (!begun) throw new Error('The step “begin” has saved no run.');
      await ports.runStarts.record(tenantId, onboardingId, {
        ...begun,
        id: runId,
        resourceId: logicApp.resourceId,
        template: logicApp.template,
        enabledTests: parameters.enabledTests,
        parameters: scrub(parametersOf(parts, '').parameters),
        startedById: person.objectId,
        startedByName: person.name,
        watchedBy: logicApp.portalMayRead ? 'portal' : 'you',
      });
      await ports.audit.record({
        tenantId,
        onboardingId,
        actor: person,
        action: 'run.started',
        facts: { runId, ...begun },
      });
      return {
        detail: logicApp.portalMayRead
          ? 'The portal follows it, also with this page closed.'
          : 'It is followed while you are signed in.',
      };
    },
  };
}

/** A run that has begun goes on to its end while no other can start: no monthly surprise (docs/decisions/0007). */
function switchOffStep({ logicApps }: StartPorts, { logicApp }: Parts): OperationStep {
  return {
    name: 'switch-off',
    title: 'Switch the Logic App off again',
    async run() {
      await logicApps.disable(logicApp.resourceId);
      return { detail: 'The run goes on; no other can start.' };
    },
  };
}

function noted(context: StepContext): Noted {
  const found = context.saved<Noted>('note');
  if (!found) throw new Error('The step “note” has saved nothing.');
  return found;
}

function given(credential: Credential | undefined): Credential {
  if (credential) return credential;
  throw new AppError('credential-needed', 'Enter the credential again: it was only held in memory and is gone.');
}
