import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { filledInForSso } from '#lib/onboarding/request-publishing/filled.fixture.ts';
import { SubmissionView } from './contract.ts';
import { requestChanges } from './request-changes.ts';
import { readSubmission } from './review.ts';
import { REVIEWER, submitted } from './review.fixture.ts';

test('shows a submission read-only, with the checks of its hour', async () => {
  const { ports, submissionId } = await submitted();
  const view = SubmissionView.parse(await readSubmission(ports, submissionId));
  expect(view).toMatchObject({
    onboarding: { mayEdit: false },
    run: { ready: true, counts: { passed: 10 } },
    reverifications: [],
  });
  expect(view.acceptance.every(({ ok }) => ok)).toBe(true);
});

test('tells whose it is, until when by both clocks, and what to look at closely', async () => {
  const { ports, read } = await submitted();
  const turns = [{ side: 'operator' as const, startedAt: new Date('2026-11-02T00:00:00Z') }];
  const given = { assignee: { id: 'rob', name: 'Rob' }, escalatedByName: 'Rita', riskFlags: ['differences'] };
  Object.assign(ports.queue.facts, given, { turns });
  const { triage, turn } = await read();
  expect(triage).toMatchObject({ ...given, dueAt: '2026-11-07T00:00:00.000Z', isLate: true });
  expect(triage.clocks).toMatchObject({ operator: { targetDays: 5 }, isv: { usedDays: 0, targetDays: 10 } });
  expect(turn).toBe('operator');
});

test('single sign-on alone is read as it was stated: with evidence, without a run or a check that holds', async () => {
  const { ports, submissionId, again } = await submitted(filledInForSso());
  const view = SubmissionView.parse(await readSubmission(ports, submissionId));
  expect(view).toMatchObject({
    acceptance: [],
    evidence: { number: 1 },
    fields: { 'sso.testId': { value: 'T-4711' } },
  });
  expect(view.run).toBeUndefined();
  expect((await again()).reverifications[0]?.problem).toContain('rests on no run');
});

test('shows what the newest probe found, without its exchanges', async () => {
  const { ports, submissionId, onboarding } = await submitted();
  const at = new Date('2026-11-20T10:00:00Z');
  const result = {
    id: 'F02',
    verdict: 'failed',
    got: 'HTTP 404',
    blockedBy: [],
    exchanges: ['x1'],
    durationMs: 1,
  } as const;
  ports.probes.latestForOperator = async () => ({
    ...{ id: crypto.randomUUID(), tenantId: 'contoso', onboardingId: onboarding.id, endpoint: 'https://scim.example' },
    ...{ tags: [], mayWrite: true, cleanUpOnly: false, startedById: 'ann', startedByName: 'Ann', requests: 1 },
    ...{
      startedAt: at,
      aliveAt: at,
      endedAt: at,
      results: [{ ...result, blockedBy: [], exchanges: ['x1'] }],
      leftovers: [],
    },
  });
  const { probe } = SubmissionView.parse(await readSubmission(ports, submissionId));
  expect(probe?.summary.readiness).toBe('not-ready');
  expect(probe?.causes).toMatchObject([{ level: 'entra-required', evidence: [{ id: 'F02' }] }]);
  expect(probe?.report.content).toContain('F02');
});

test('what is to be changed goes to the vendor item by item; the second reviewer is told', async () => {
  const { ports, submissionId } = await submitted();
  const findings = [
    { anchor: { kind: 'field', name: 'app.name' }, kind: 'mandatory', words: 'Use your own name.' },
  ] as const;
  const ask = { submissionId, person: REVIEWER, version: 1, findings: [...findings] };
  const view = SubmissionView.parse(await requestChanges(ports, ask));
  expect(view).toMatchObject({ status: 'changes-requested', turn: 'isv', findings: [{ words: 'Use your own name.' }] });
  await expect(requestChanges(ports, ask)).rejects.toMatchObject({ code: 'version-conflict' });
  expect(ports.findings.rows).toHaveLength(1);
});

test('read again, an unchanged run shows no difference', async () => {
  const { reverifications } = await (await submitted()).again();
  expect(reverifications).toMatchObject([{ byName: 'Rita', differences: [] }]);
  expect(reverifications[0]?.problem).toBeUndefined();
  expect(reverifications[0]?.checks.every(({ ok }) => ok)).toBe(true);
});

test('what reads otherwise is named: status, definition, verdict, parameters', async () => {
  const { cloud, again } = await submitted();
  cloud.runs[0]!.status = 'Failed';
  const [versionId] = [...cloud.versions.keys()];
  const version = cloud.versions.get(versionId!)!;
  const parameters = { ...version.parameters, EnabledTests: { value: 'UserTests' } };
  cloud.versions.set(versionId!, { definition: { ...version.definition, actions: {} }, parameters });
  const { reverifications } = await again();
  const said = reverifications[0]?.differences.join('\n');
  expect(said).toContain('The run’s status was Succeeded, and is Failed.');
  expect(said).toContain('The hash of the definition it used was');
  expect(said).toContain('The verdict on Create_Group_Test was passed, and is skipped.');
  expect(said).toContain('The parameter EnabledTests was All, and is UserTests.');
  expect(reverifications[0]?.checks.filter(({ ok }) => !ok).map(({ id }) => id)).toContain('definition-known');
});

test('when the portal’s role is gone, that is what is kept', async () => {
  const { ports, again } = await submitted();
  ports.portal.isShutOut = true;
  const { reverifications } = await again();
  expect(reverifications).toMatchObject([{ checks: [], problem: expect.stringContaining('Reader') as string }]);
});

test('an ISV that never let the portal in is said to have refused', async () => {
  const { ports, onboarding, again } = await submitted();
  onboarding.logicApp = { ...onboarding.logicApp!, portalMayRead: false };
  expect((await again()).reverifications[0]?.problem).toContain('has not let this portal read');
  expect(ports.submissions.rows).toHaveLength(1);
});

test('a run that Azure no longer knows fails every check', async () => {
  const { cloud, again } = await submitted();
  cloud.runs = [];
  const [first] = (await again()).reverifications;
  expect(first?.problem).toBe('Azure no longer knows this run.');
  expect(first?.checks.find(({ id }) => id === 'exists')).toMatchObject({ ok: false });
});

test('Azure being away for a moment is no finding', async () => {
  const { ports, submissionId, again } = await submitted();
  ports.portal.readerFor = () => ({
    ...ports.logicApps,
    run: () => Promise.reject(new AppError('upstream-unavailable', 'away')),
  });
  await expect(again()).rejects.toMatchObject({ code: 'upstream-unavailable' });
  expect((await readSubmission(ports, submissionId)).reverifications).toEqual([]);
});

test('a submission that is not there is not found', async () => {
  const { ports } = await submitted();
  await expect(readSubmission(ports, 'none')).rejects.toMatchObject({ code: 'not-found' });
});
