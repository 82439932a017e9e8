import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { LogicAppRecord, OnboardingRecord, Runs } from '../record/ports.ts';
import type { Preflight, PreflightCheck } from './contract.ts';
import { CHECKS, type Before, type PreflightPorts } from './preflight-checks.ts';
import { expectedMinutes } from './run-view.ts';

type Ports = AccessPorts & PreflightPorts & { runs: Pick<Runs, 'list'>; expectedRunMinutes: number };

/** Looks at everything that must hold before a run. Changes nothing. */
export async function preflight(
  ports: Ports,
  { person, onboardingId, credential }: { person: Person; onboardingId: string; credential: Credential },
): Promise<Preflight> {
  const onboarding = await openOnboarding(ports, { person, onboardingId });
  return lookBefore(ports, await beforeRun(ports, onboarding, credential));
}

/** What the checks are made against. Refused before the Logic App is there. */
export async function beforeRun(
  { runs, expectedRunMinutes }: Pick<Ports, 'runs' | 'expectedRunMinutes'>,
  onboarding: OnboardingRecord,
  credential: Credential,
): Promise<Before> {
  const logicApp = deployedLogicApp(onboarding);
  const earlier = await runs.list(onboarding.tenantId, onboarding.id);
  const like = { template: logicApp.template, enabledTests: 'All' };
  const minutes = expectedMinutes(earlier, like, expectedRunMinutes);
  return { onboarding, logicApp, credential, expectedMinutes: minutes, now: new Date() };
}

export async function lookBefore(ports: PreflightPorts, before: Before): Promise<Preflight> {
  const ids = Object.keys(CHECKS) as PreflightCheck['id'][];
  const checks = await Promise.all(ids.map((id) => look(id, ports, before)));
  return { checks, checkedAt: before.now.toISOString(), mayRun: checks.every(({ state }) => state !== 'blocked') };
}

export function deployedLogicApp({ logicApp }: OnboardingRecord): LogicAppRecord {
  if (logicApp?.identityPrincipalId) return logicApp;
  throw new AppError('step-not-open', 'First deploy the Logic App.', { step: 'run-validation' });
}

/** The person can help with these at once: they are asked, instead of being shown a check that could not be made. */
const ASKS_PERSON = new Set<ProblemCode>([
  'consent-required',
  'claims-challenge',
  'sign-in-expired',
  'sign-in-required',
]);
/** The credential itself is at fault, so no run can succeed with it. */
const BLOCKS = new Set<ProblemCode>(['token-refused', 'address-refused', 'credential-needed']);

async function look(id: PreflightCheck['id'], ports: PreflightPorts, before: Before): Promise<PreflightCheck> {
  const { title } = CHECKS[id];
  try {
    return { id, title, ...(await CHECKS[id].look(ports, before)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (ASKS_PERSON.has(error.code) && !(CHECKS[id].isOptional && error.code === 'consent-required')) throw error;
    // What could not be looked at is unknown, and said to be: it neither passes nor hides the other checks.
    return { id, title, state: BLOCKS.has(error.code) ? 'blocked' : 'unknown', evidence: error.message };
  }
}
