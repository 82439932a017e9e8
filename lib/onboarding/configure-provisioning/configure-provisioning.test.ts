import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, fakeDirectory, fakeProvisioning, HEALTHY, type Failures, type ProvisioningState } from '../fakes.ts';
import { fakeOperations } from '../operations/fakes.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import type { Provisioning } from '../ports.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import { configureProvisioning, provisioningResume, readProvisioningStep } from './configure-provisioning.ts';
import { ProvisioningStep } from './contract.ts';

const CARRIER = { ...ANN, expiresAt: new Date(Date.now() + 3_600_000) };
const CREDENTIAL = { kind: 'bearer', token: 'planted-token-value' } as const;
const CONNECTION = { scimEndpoint: 'https://scim.example', credential: CREDENTIAL };
const BEFORE_CYCLE = { ...HEALTHY, firstCycleDone: false };
const QUARANTINED = {
  ...HEALTHY,
  healthy: false,
  firstCycleDone: false,
  quarantine: { reason: 'EncounteredQuarantineException', words: 'Entra stopped.', fix: 'Save working credentials.' },
};

function setUp(changes: Partial<ProvisioningState> = {}, failures: Failures<Provisioning> = {}) {
  const application = { directoryAppId: 'a', applicationObjectId: 'o', servicePrincipalId: 's', name: 'Payroll' };
  const now = new Date();
  const record = anOnboarding({ application, completed: { 'check-requirements': now, 'create-application': now } });
  const { provisioning, state } = fakeProvisioning(changes, failures);
  const { operations, kept, progress } = fakeOperations();
  const ports = {
    provisioning,
    operations,
    directory: fakeDirectory().directory,
    onboardings: fakeOnboardings([record]),
    audit: fakeAuditTrail(),
    pollIntervalMs: 1_000,
    firstCycleTimeoutMs: 5_000,
  };
  const ask = { person: ANN, onboardingId: record.id };
  const configure = () => configureProvisioning(ports, { ...CONNECTION, carrier: CARRIER, onboardingId: record.id });
  const resume = (credential?: typeof CREDENTIAL) =>
    resumeOperation(ports, {
      onboardingId: record.id,
      kind: 'configure-provisioning',
      carrier: CARRIER,
      stepsFor: provisioningResume(ports),
      credential,
    });
  return { ports, state, ask, configure, resume, kept, progress, failures };
}

test('the connection is saved, one job made and started, the first healthy cycle waited for', async () => {
  const { ports, state, ask, configure, progress } = setUp({ healths: [BEFORE_CYCLE, BEFORE_CYCLE, HEALTHY] });
  expect(await configure()).toMatchObject({ state: 'done' });
  expect(state.calls.filter((call) => call !== 'health')).toEqual([
    'testConnection',
    'saveSecrets',
    'findJob',
    'createJob',
    'mappings',
    'startJob',
  ]);
  expect(progress).toContain('The first provisioning cycle is under way');
  const step = ProvisioningStep.parse(await readProvisioningStep(ports, ask));
  expect(step).toMatchObject({ scimEndpoint: 'https://scim.example', authentication: 'bearer', jobId: 'scim.1' });
  expect(step.health?.healthy).toBe(true);
});

test('the credential is in nothing that is kept', async () => {
  const { ports, ask, configure, kept } = setUp();
  await configure();
  const all = [...kept.values()].map(({ view, input, results }) => [view, input, [...results]]);
  const record = await ports.onboardings.get('contoso', ask.onboardingId);
  expect(JSON.stringify([all, record, ports.audit.entries])).not.toContain('planted-token-value');
});

test('a job that is there already is used, and restarted so that the new connection is what is proven', async () => {
  const { state, configure } = setUp({ jobs: ['scim.9'] });
  await configure();
  expect(state.jobs).toEqual(['scim.9']);
  expect(state.calls).toContain('restartJob');
  expect(state.calls).not.toContain('startJob');
});

test('a cycle that ended before the start proves nothing', async () => {
  const old = { ...HEALTHY, lastCycle: { state: 'Succeeded', endedAt: '2026-01-01T00:00:00.000Z', exported: 3 } };
  const { configure } = setUp({ healths: [old] });
  expect(await configure()).toMatchObject({ state: 'failed', problem: { code: 'conflict' } });
});

test.each([
  ['knows no template yet', new AppError('upstream-unavailable', 'It does not know the application yet.')],
  ['answers 401', new AppError('upstream-rejected', 'Refused.', { upstreamStatus: 401 })],
])('a provisioning service that %s is waited for', async (_what, failure) => {
  const failures: Failures<Provisioning> = { createJob: failure };
  const { state, configure, progress } = setUp({}, failures);
  const push = progress.push.bind(progress);
  progress.push = (...words) => {
    delete failures.createJob;
    return push(...words);
  };
  expect(await configure()).toMatchObject({ state: 'done' });
  expect(state.jobs).toEqual(['scim.1']);
  expect(progress[0]).toContain('does not know the application yet');
});

test('a connection that Entra refuses is not saved, and the words say what to do', async () => {
  const refusal = { code: 'CredentialValidationUnavailable', message: 'Response Status Code: Unauthorized' };
  const { state, configure } = setUp({ refusal });
  const view = await configure();
  expect(view.problem?.detail).toContain('Your endpoint refused the credential. Enter a credential');
  expect(state.saved).toEqual([]);
});

test('pressing again after a stop saves what is entered now, with the same job', async () => {
  const { state, configure } = setUp({ healths: [QUARANTINED] });
  expect(await configure()).toMatchObject({ state: 'failed' });
  state.healths = [HEALTHY];
  expect(await configure()).toMatchObject({ state: 'done' });
  expect([state.saved.length, state.jobs.length]).toEqual([2, 1]);
});

test('quarantine ends the wait at once, in plain words', async () => {
  const view = await setUp({ healths: [QUARANTINED] }).configure();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'conflict' } });
  expect(view.problem?.detail).toBe('Entra stopped. Save working credentials.');
});

test('a resume that needs the credential is refused without it and goes on with it', async () => {
  const failures: Failures<Provisioning> = { saveSecrets: new AppError('upstream-forbidden', 'No.') };
  const { state, configure, resume } = setUp({}, failures);
  expect(await configure()).toMatchObject({ state: 'failed', needsCredential: true });
  delete failures.saveSecrets;
  await expect(resume()).rejects.toMatchObject({ code: 'credential-needed' });
  expect(await resume(CREDENTIAL)).toMatchObject({ state: 'done' });
  expect(state.saved).toEqual([{ scimEndpoint: 'https://scim.example' }]);
});

test('a resume after the credential was saved does not ask for it again, and makes no second job', async () => {
  const failures: Failures<Provisioning> = { startJob: new AppError('upstream-forbidden', 'No.') };
  const { state, configure, resume } = setUp({}, failures);
  expect(await configure()).toMatchObject({ state: 'failed', needsCredential: false });
  delete failures.startJob;
  expect(await resume()).toMatchObject({ state: 'done' });
  expect([state.jobs.length, state.saved.length]).toEqual([1, 1]);
});
