import { expect, test } from 'vitest';
import { STEPS } from '#lib/journey/steps.ts';
import { ANN, BOB, fakeDirectory, fakeProvisioning, HEALTHY } from '../fakes.ts';
import { giveFeedback } from '../feedback/give-feedback.ts';
import { addMember } from './add-member.ts';
import { completeStep } from './complete-step.ts';
import { OnboardingView } from './contract.ts';
import { anOnboarding, fakeAuditTrail, fakeFeedbackBox, fakeLedger, fakeOnboardings } from './fakes.ts';
import { onboardingView } from './onboarding-view.ts';
import type { LogicAppRecord, OnboardingRecord } from './ports.ts';
import { startOnboarding } from './start-onboarding.ts';

const APPLICATION = { directoryAppId: 'app', applicationObjectId: 'object', servicePrincipalId: 'sp', name: 'Payroll' };
const LOGIC_APP: LogicAppRecord = {
  subscriptionId: 'sub',
  resourceGroup: 'rg',
  name: 'validate',
  resourceId: '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Logic/workflows/validate',
  location: 'westeurope',
  template: 'own-consumption-1.0',
  templateVersion: '1.0',
  definitionHash: 'hash',
  identityPrincipalId: 'identity',
  portalMayRead: true,
  deployedAt: new Date(),
};

function portsWith(record: OnboardingRecord) {
  return {
    onboardings: fakeOnboardings([record]),
    ...fakeDirectory(),
    ...fakeProvisioning(),
    ledger: fakeLedger(),
    audit: fakeAuditTrail(),
    feedback: fakeFeedbackBox(),
  };
}

/** An onboarding whose steps before this one are complete. */
function at(step: (typeof STEPS)[number], changes: Partial<OnboardingRecord> = {}) {
  const completed = Object.fromEntries(STEPS.slice(0, STEPS.indexOf(step)).map((one) => [one, new Date()]));
  return anOnboarding({ completed, ...changes });
}

test('starting one keeps the tenant’s name, the person and today’s rule set, and is written in the trail', async () => {
  const ports = portsWith(anOnboarding());
  const started = await startOnboarding({ ...ports, ruleSetForNew: 'pilot-2026-08' }, { person: ANN, name: 'Payroll' });
  expect(started).toMatchObject({
    tenantName: 'Contoso',
    createdById: 'ann',
    ruleSet: 'pilot-2026-08',
    completed: {},
  });
  expect(ports.audit.entries[0]).toMatchObject({ action: 'onboarding.started', onboardingId: started.id });
});

test('a colleague who is added gets in', async () => {
  const record = anOnboarding();
  const ports = portsWith(record);
  const changed = await addMember(ports, { person: ANN, onboardingId: record.id, username: BOB.username });
  expect(changed.members).toEqual([{ objectId: 'bob', name: 'Bob' }]);
});

test('a sign-in name that the directory does not know is the field’s fault', async () => {
  const record = anOnboarding();
  const adding = addMember(portsWith(record), {
    person: ANN,
    onboardingId: record.id,
    username: 'nobody@contoso.example',
  });
  await expect(adding).rejects.toMatchObject({ code: 'invalid-input', details: { field: 'userPrincipalName' } });
});

test('feedback is kept with the step and the words', async () => {
  const record = anOnboarding();
  const ports = portsWith(record);
  await giveFeedback(ports, {
    person: ANN,
    onboardingId: record.id,
    step: 'check-requirements',
    rating: 'good',
    words: 'Quick',
    wantsSession: false,
  });
  expect(ports.feedback.given).toMatchObject([{ step: 'check-requirements', words: 'Quick', byName: 'Ann' }]);
});

test('a step ahead of an open one cannot be completed', async () => {
  const record = anOnboarding({ application: APPLICATION });
  const completing = completeStep(portsWith(record), {
    person: ANN,
    onboardingId: record.id,
    step: 'create-application',
  });
  await expect(completing).rejects.toMatchObject({ code: 'step-not-open', details: { missing: 'check-requirements' } });
});

test.each([
  [true, 'conflict'],
  [false, undefined],
])('an application that takes no people from Entra, said as %s, does not go on', async (isHrSource, code) => {
  const path = { isHrSource, isOnPremises: false, speaksScim: true, byName: 'Ann', at: new Date().toISOString() };
  const record = anOnboarding({ requirementsAt: new Date(), path });
  const asked = { person: ANN, onboardingId: record.id, step: 'check-requirements' } as const;
  const outcome = await completeStep(portsWith(record), asked).catch((error: unknown) => error);
  expect(outcome).toMatchObject(code ? { code } : { completed: { 'check-requirements': expect.any(Date) } });
});

test.each([
  ['check-requirements', {}, { requirementsAt: new Date() }],
  ['create-application', {}, { application: APPLICATION }],
  ['configure-provisioning', { application: APPLICATION }, { application: APPLICATION, jobId: 'scim.1' }],
  ['run-validation', {}, { evidence: { runId: 'run', runName: 'R', endedAt: new Date() } }],
  [
    'request-publishing',
    {},
    { submission: { id: 's', submittedAt: new Date(), statusAt: new Date(), status: 'submitted' } },
  ],
] as const)('%s completes only with what it makes', async (step, without, withIt) => {
  const [open, ready] = [at(step, without), at(step, withIt)];
  await expect(completeStep(portsWith(open), { person: ANN, onboardingId: open.id, step })).rejects.toMatchObject({
    code: 'conflict',
  });
  const done = await completeStep(portsWith(ready), { person: ANN, onboardingId: ready.id, step });
  expect(done.completed[step]).toBeInstanceOf(Date);
});

test.each([
  [
    'in quarantine',
    { ...HEALTHY, healthy: false, quarantine: { reason: 'X', words: 'Y', fix: 'Mend it.' } },
    /quarantine/,
  ],
  ['not healthy', { ...HEALTHY, healthy: false }, /not healthy/],
  ['before its first cycle', { ...HEALTHY, firstCycleDone: false }, /first provisioning cycle/],
])('a job %s keeps configure-provisioning open', async (_state, health, words) => {
  const record = at('configure-provisioning', { application: APPLICATION, jobId: 'scim.1' });
  const ports = { ...portsWith(record), ...fakeProvisioning({ healths: [health] }) };
  const completing = completeStep(ports, { person: ANN, onboardingId: record.id, step: 'configure-provisioning' });
  await expect(completing).rejects.toThrow(words);
});

test('deploy-logic-app completes once every role of the template is read back, Reader too', async () => {
  const record = at('deploy-logic-app', { logicApp: LOGIC_APP });
  const ports = portsWith(record);
  const complete = () => completeStep(ports, { person: ANN, onboardingId: record.id, step: 'deploy-logic-app' });
  const missing = await complete().catch((error: Error) => error.message);
  const names = String(missing)
    .replace(/^.*: |\.$/g, '')
    .split(', ');
  expect(names).toContain('Reader');
  for (const name of names) {
    const permission = name === 'Reader' ? 'azure-role/Reader' : `graph-app-role/${name}`;
    await ports.ledger.recordGranted('contoso', record.id, { permission, principalId: 'p', assignmentId: 'a' });
    await expect(complete()).rejects.toThrow(name);
    await ports.ledger.recordReadBack('contoso', record.id, permission);
  }
  expect((await complete()).completed['deploy-logic-app']).toBeDefined();
});

test('what the pages get fits their contract, with the validity of the evidence', () => {
  const endedAt = new Date('2026-11-01T10:00:00Z');
  const record = at('request-publishing', {
    application: APPLICATION,
    logicApp: LOGIC_APP,
    evidence: { runId: 'run', runName: 'R', endedAt },
  });
  const view = OnboardingView.parse(onboardingView(record, { mayEdit: true, validityDays: 14 }));
  expect(view.evidence?.validUntil).toBe('2026-11-15T10:00:00.000Z');
  expect(view.nextStep).toBe('request-publishing');
});
