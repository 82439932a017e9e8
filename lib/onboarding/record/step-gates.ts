import type { Step } from '#lib/journey/steps.ts';
import { pathsElsewhere } from '#lib/rules/application-path.ts';
import { templateById } from '#lib/templates/known-templates.ts';
import type { Provisioning } from '../ports.ts';
import type { Ledger, OnboardingRecord } from './ports.ts';

type Ports = { ledger: Ledger; provisioning: Pick<Provisioning, 'health'> };
type Gate = (ports: Ports, record: OnboardingRecord) => Promise<string | undefined>;

/** What keeps a step from being complete, in one sentence; undefined when nothing does. */
export function whatIsOpen(ports: Ports, record: OnboardingRecord, step: Step): Promise<string | undefined> {
  return GATES[step](ports, record);
}

const GATES: Record<Step, Gate> = {
  'check-requirements': async (_ports, { requirementsAt, path }) => {
    if (path && pathsElsewhere(path).length > 0) return 'By your answers the application belongs on another path.';
    return requirementsAt ? undefined : 'Check the requirements at least once.';
  },
  'create-application': async (_ports, { application }) =>
    application ? undefined : 'Create or choose the application first.',
  'configure-provisioning': provisioningGate,
  'deploy-logic-app': logicAppGate,
  'run-validation': async (_ports, { evidence }) =>
    evidence ? undefined : 'There is no run yet that is ready and verified at its source.',
  'request-publishing': async (_ports, { submission }) =>
    submission?.submittedAt ? undefined : 'The publishing request has not been handed in yet.',
};

async function provisioningGate({ provisioning }: Ports, { application, jobId }: OnboardingRecord) {
  if (!application || !jobId) return 'Save the connection and start provisioning first.';
  const { healthy, firstCycleDone, quarantine } = await provisioning.health(application.servicePrincipalId, jobId);
  if (quarantine) return `The provisioning job is in quarantine. ${quarantine.fix}`;
  if (!healthy) return 'The provisioning job is not healthy.';
  return firstCycleDone ? undefined : 'The first provisioning cycle has not ended yet.';
}

async function logicAppGate({ ledger }: Ports, { tenantId, id, logicApp }: OnboardingRecord) {
  if (!logicApp?.identityPrincipalId) return 'Deploy the Logic App first.';
  const granted = await ledger.list(tenantId, id);
  const held = granted.filter(({ readBackAt, revokedAt }) => readBackAt && !revokedAt);
  const names = new Set(held.map(({ permission }) => permission));
  const roles = templateById(logicApp.template)?.graphRoles ?? [];
  const missing = roles.map(({ value }) => `graph-app-role/${value}`).filter((name) => !names.has(name));
  if (logicApp.portalMayRead && !names.has('azure-role/Reader')) missing.push('azure-role/Reader');
  return missing.length === 0 ? undefined : `Not granted and read back yet: ${missing.map(lastPart).join(', ')}.`;
}

const lastPart = (permission: string): string => permission.slice(permission.indexOf('/') + 1);
