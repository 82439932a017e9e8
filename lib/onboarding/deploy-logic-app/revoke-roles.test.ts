import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, fakeAzure, fakeDirectory, type Failures } from '../fakes.ts';
import { fakeOperations } from '../operations/fakes.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import type { Directory } from '../ports.ts';
import { anOnboarding, fakeAuditTrail, fakeLedger, fakeOnboardings } from '../record/fakes.ts';
import type { RunRecord } from '../record/ports.ts';
import { aRun, fakeRuns } from '../run-validation/fakes.ts';
import { revokeResume, revokeRoles } from './revoke-roles.ts';

const CARRIER = { ...ANN, expiresAt: new Date(Date.now() + 3_600_000) };
const ROLES = ['User.ReadWrite.All', 'Group.ReadWrite.All'];

async function setUp(failures: Failures<Directory> = {}) {
  const record = anOnboarding();
  const { directory, state } = fakeDirectory({}, failures);
  const ledger = fakeLedger();
  for (const role of ROLES) {
    const { assignmentId } = await directory.grantGraphRole('identity', role).catch(() => ({ assignmentId: role }));
    await ledger.recordGranted('contoso', record.id, {
      permission: `graph-app-role/${role}`,
      principalId: 'identity',
      assignmentId,
    });
  }
  await ledger.recordGranted('contoso', record.id, {
    permission: 'azure-role/Reader',
    principalId: 'p',
    assignmentId: 'reader',
  });
  const runs: RunRecord[] = [];
  const { azure } = fakeAzure();
  const ports = {
    directory,
    azure,
    ledger,
    runs: fakeRuns(runs),
    onboardings: fakeOnboardings([record]),
    operations: fakeOperations().operations,
    audit: fakeAuditTrail(),
    pollIntervalMs: 1_000,
  };
  const revoke = () => revokeRoles(ports, { carrier: CARRIER, onboardingId: record.id });
  const resume = () =>
    resumeOperation(ports, {
      onboardingId: record.id,
      kind: 'revoke-roles',
      carrier: CARRIER,
      stepsFor: revokeResume(ports),
    });
  const revoked = async () => (await ledger.list('contoso', record.id)).filter(({ revokedAt }) => revokedAt).length;
  return { state, runs, record, revoke, resume, revoked };
}

test('takes back every role that was granted and notes each', async () => {
  const { state, revoke, revoked } = await setUp();
  expect(await revoke()).toMatchObject({ state: 'done' });
  expect(state.graphRoles).toEqual([]);
  expect(await revoked()).toBe(3);
});

test('roles that the portal did not grant stay', async () => {
  const { state, revoke } = await setUp();
  state.graphRoles.push({ principalId: 'identity', assignmentId: 'other', role: 'Mail.Send' });
  await revoke();
  expect(state.graphRoles).toMatchObject([{ role: 'Mail.Send' }]);
});

test('stopped half-way nothing is noted as revoked, and a resume ends it', async () => {
  const failures: Failures<Directory> = { revokeGraphRole: new AppError('upstream-forbidden', 'refused') };
  const { revoke, resume, revoked } = await setUp(failures);
  expect(await revoke()).toMatchObject({ state: 'failed' });
  expect(await revoked()).toBe(0);
  delete failures.revokeGraphRole;
  expect(await resume()).toMatchObject({ state: 'done' });
  expect(await revoked()).toBe(3);
});

test('while a run goes on roles are not taken away', async () => {
  const { runs, record, revoke } = await setUp();
  runs.push(aRun({ onboardingId: record.id }));
  await expect(revoke()).rejects.toMatchObject({ code: 'conflict' });
});
