import { formatDistance } from 'date-fns';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { Directory, LogicApps, Provisioning, ScimEndpoint } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { LogicAppRecord, OnboardingRecord } from '../record/ports.ts';
import { descriptorOf } from '../deploy-logic-app/templates.ts';
import type { PreflightCheck } from './contract.ts';
import { findLeftovers } from './leftovers.ts';
import { runToken } from './token-end.ts';

export type PreflightPorts = {
  directory: Pick<Directory, 'graphRolesOf' | 'findTestObjects'>;
  provisioning: Pick<Provisioning, 'health'>;
  logicApps: Pick<LogicApps, 'workflow' | 'runs'>;
  scim: Pick<ScimEndpoint, 'bearerToken'>;
};
export type Before = {
  onboarding: OnboardingRecord;
  logicApp: LogicAppRecord;
  credential: Credential;
  expectedMinutes: number;
  now: Date;
};
type Finding = Pick<PreflightCheck, 'state' | 'evidence' | 'fix'>;
type Check = {
  title: string;
  look: (ports: PreflightPorts, before: Before) => Promise<Finding>;
  /** Nobody is asked for a permission for its sake alone. */
  isOptional?: boolean;
};

const ADVISED_TOKEN_HOURS = 24;
const ACTIVE = new Set(['Running', 'Waiting']);

/** What must hold before a run, in the order in which people see it. */
export const CHECKS: Record<PreflightCheck['id'], Check> = {
  'job-healthy': { title: 'Provisioning is healthy', look: jobHealthy },
  'roles-read-back': { title: 'The identity has its roles', look: rolesReadBack },
  'token-outlives-run': { title: 'The token outlives the run', look: tokenOutlivesRun },
  'cycle-interval': { title: 'Cycles are short enough', look: cycleInterval },
  'no-leftovers': { title: 'No leftovers of earlier runs', look: noLeftovers, isOptional: true },
  'logic-app-present': { title: 'The Logic App is as deployed', look: logicAppPresent },
  'no-run-active': { title: 'No other run is active', look: noRunActive },
};

async function jobHealthy({ provisioning }: PreflightPorts, { onboarding }: Before): Promise<Finding> {
  const { healthy, quarantine, status } = await healthOf(provisioning, onboarding);
  if (quarantine) return { state: 'blocked', evidence: quarantine.words, fix: quarantine.fix };
  if (healthy) return { state: 'ok', evidence: `The job is ${status}.` };
  return { state: 'blocked', evidence: `The job is ${status}.`, fix: 'Look at the job in step 3 and start it again.' };
}

function healthOf(provisioning: PreflightPorts['provisioning'], { application, jobId = '' }: OnboardingRecord) {
  return provisioning.health(application?.servicePrincipalId ?? '', jobId);
}

async function rolesReadBack({ directory }: PreflightPorts, { logicApp }: Before): Promise<Finding> {
  const held = new Set((await directory.graphRolesOf(logicApp.identityPrincipalId ?? '')).map(({ role }) => role));
  const wanted = descriptorOf(logicApp.template).graphRoles.map(({ value }) => value);
  const missing = wanted.filter((role) => !held.has(role));
  if (missing.length === 0) return { state: 'ok', evidence: `All ${wanted.length} roles are granted.` };
  return {
    state: 'warning',
    evidence: `Not granted now: ${missing.join(', ')}.`,
    fix: 'The portal grants them again, with your rights, before the run.',
  };
}

async function tokenOutlivesRun({ scim }: PreflightPorts, before: Before): Promise<Finding> {
  const { credential, expectedMinutes, now } = before;
  const { endsAt } = await runToken(scim, credential);
  const needed = `a run takes about ${Math.round(expectedMinutes)} minutes`;
  if (!endsAt) {
    return {
      state: 'unknown',
      evidence: `The token does not say when it ends; ${needed}.`,
      fix: `Make sure it lives longer than that; ${ADVISED_TOKEN_HOURS} hours are advised.`,
    };
  }
  const evidence = `It ends in ${formatDistance(endsAt, now)} (${endsAt.toISOString().slice(11, 16)} UTC); ${needed}.`;
  if (!outlives(endsAt, before)) {
    return {
      state: 'blocked',
      evidence,
      fix: 'Give a token that lives longer, or let your token endpoint issue such.',
    };
  }
  const isShort = endsAt.getTime() - now.getTime() < ADVISED_TOKEN_HOURS * 3_600_000;
  // Minted ones live for hours by design; a pasted one should leave room for a second try.
  if (isShort && credential.kind === 'bearer') {
    return { state: 'warning', evidence, fix: `${ADVISED_TOKEN_HOURS} hours are advised for a pasted token.` };
  }
  return { state: 'ok', evidence };
}

/** Does a token live to the predicted end of a run that starts now? */
export function outlives(endsAt: Date, { expectedMinutes, now }: Pick<Before, 'expectedMinutes' | 'now'>): boolean {
  return endsAt.getTime() >= now.getTime() + expectedMinutes * 60_000;
}

async function cycleInterval({ provisioning }: PreflightPorts, { onboarding, logicApp }: Before): Promise<Finding> {
  const { intervalMinutes } = await healthOf(provisioning, onboarding);
  const { logMinutes, scimMinutes } = descriptorOf(logicApp.template).loops;
  const patience = Math.min(logMinutes, scimMinutes);
  if (intervalMinutes === undefined) {
    return {
      state: 'unknown',
      evidence: `The job does not tell its interval; the template waits ${patience} minutes.`,
    };
  }
  const evidence = `A cycle starts every ${intervalMinutes} minutes; the template waits ${patience} minutes.`;
  if (intervalMinutes < patience) return { state: 'ok', evidence };
  return {
    state: 'warning',
    evidence,
    fix: 'Tests may end before a cycle has come. Ask Microsoft for faster cycles, or run again when one fails without logs.',
  };
}

async function noLeftovers({ directory }: PreflightPorts, { logicApp }: Before): Promise<Finding> {
  const found = await findLeftovers(directory, descriptorOf(logicApp.template));
  if (found.length === 0) return { state: 'ok', evidence: 'No test users or groups are left in the tenant.' };
  const names = found.slice(0, 3).map(({ name }) => name);
  return {
    state: 'warning',
    evidence: `${found.length} test users or groups are left, like ${names.join(', ')}.`,
    fix: 'They do not stop a run. Remove them with “Look for leftovers”.',
  };
}

async function logicAppPresent({ logicApps }: PreflightPorts, { logicApp }: Before): Promise<Finding> {
  const found = await logicApps.workflow(logicApp.resourceId);
  if (!found) {
    return { state: 'blocked', evidence: `${logicApp.name} is not in Azure.`, fix: 'Deploy it again in step 4.' };
  }
  if (found.identityPrincipalId !== logicApp.identityPrincipalId) {
    return {
      state: 'blocked',
      evidence: 'It has another identity than the one deployed.',
      fix: 'Deploy it again in step 4.',
    };
  }
  if (canonicalHash(found.definition) === logicApp.definitionHash) {
    return { state: 'ok', evidence: `${logicApp.name} has the definition that was deployed.` };
  }
  return {
    state: 'warning',
    evidence: 'Its definition was changed since it was deployed.',
    fix: 'The run writes the template anew; changes made by hand are lost.',
  };
}

async function noRunActive({ logicApps }: PreflightPorts, { logicApp }: Before): Promise<Finding> {
  const active = (await logicApps.runs(logicApp.resourceId, 20)).find(({ status }) => ACTIVE.has(status));
  if (!active) return { state: 'ok', evidence: 'No run of this Logic App is active.' };
  return { state: 'blocked', evidence: `Run ${active.runName} is active.`, fix: 'Wait for its end, or cancel it.' };
}
