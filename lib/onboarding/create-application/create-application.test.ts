import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { ANN, fakeDirectory, type DirectoryState, type Failures } from '../fakes.ts';
import { fakeOperations } from '../operations/fakes.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import type { Directory } from '../ports.ts';
import { anOnboarding, fakeAuditTrail, fakeOnboardings } from '../record/fakes.ts';
import { applicationResume, createApplication, listCandidates, readApplicationStep } from './create-application.ts';

const CARRIER = { ...ANN, expiresAt: new Date(Date.now() + 3_600_000) };
const CREATE = { mode: 'create', name: 'Payroll' } as const;

function setUp(changes: Partial<DirectoryState> = {}, failures: Failures<Directory> = {}) {
  const record = anOnboarding({ completed: { 'check-requirements': new Date() } });
  const { directory, state } = fakeDirectory(changes, failures);
  const { operations, progress } = fakeOperations();
  const onboardings = fakeOnboardings([record]);
  const ports = { directory, onboardings, operations, audit: fakeAuditTrail(), pollIntervalMs: 10 };
  const ask = { person: ANN, onboardingId: record.id };
  const create = (input: Parameters<typeof createApplication>[1]['input'] = CREATE) =>
    createApplication(ports, { carrier: CARRIER, onboardingId: record.id, input });
  const resume = () =>
    resumeOperation(ports, {
      onboardingId: record.id,
      kind: 'create-application',
      carrier: CARRIER,
      stepsFor: applicationResume(ports),
    });
  return { ports, state, ask, create, resume, progress, failures };
}

const application = (name: string, createdAt: string) => ({
  directoryAppId: 'app',
  applicationObjectId: 'object',
  servicePrincipalId: 'c0ffee00-0000-4000-8000-000000000001',
  name,
  createdAt,
});

test('the application is created, waited for, recorded and written in the trail', async () => {
  const { ports, state, ask, create, progress } = setUp({ replicationReads: 2 });
  expect(await create()).toMatchObject({ state: 'done' });
  const step = await readApplicationStep(ports, ask);
  expect(step.application).toMatchObject({ name: 'Payroll', directoryAppId: state.applications[0]?.directoryAppId });
  expect(progress).toHaveLength(2);
  expect(ports.audit.entries[0]).toMatchObject({ action: 'application.recorded' });
});

test('a name that is taken is refused at the field, and nothing is created', async () => {
  const { state, create } = setUp({ applications: [application('Payroll', '2026-01-01T00:00:00.000Z')] });
  await expect(create()).rejects.toMatchObject({ code: 'name-taken', details: { field: 'name' } });
  expect(state.calls).not.toContain('createApplication');
});

test('a second press, and one after the end, find the first application', async () => {
  const { state, create } = setUp();
  await create();
  expect(await create()).toMatchObject({ state: 'done' });
  expect(state.applications).toHaveLength(1);
});

test('a press that finds the application which another press has just made takes that one for its own', async () => {
  const { ports, state, create } = setUp();
  const find = ports.directory.findApplications;
  ports.directory.findApplications = async (name) => {
    ports.directory.findApplications = find;
    await create();
    return find(name);
  };
  expect(await create()).toMatchObject({ state: 'done' });
  expect(state.applications).toHaveLength(1);
});

test('an application that a lost attempt made is adopted, not made twice', async () => {
  const failures: Failures<Directory> = { createApplication: new AppError('upstream-rejected', 'The line broke.') };
  const { ports, state, ask, create, resume } = setUp({}, failures);
  expect(await create()).toMatchObject({ state: 'failed' });
  delete failures.createApplication;
  state.applications.push(application('Payroll', new Date().toISOString()));
  expect(await resume()).toMatchObject({ state: 'done' });
  expect(state.applications).toHaveLength(1);
  expect((await readApplicationStep(ports, ask)).application?.directoryAppId).toBe('app');
});

test('pressing again instead of resuming adopts it as well', async () => {
  const failures: Failures<Directory> = { createApplication: new AppError('upstream-rejected', 'The line broke.') };
  const { state, create } = setUp({}, failures);
  await create();
  delete failures.createApplication;
  state.applications.push(application('Payroll', new Date().toISOString()));
  expect(await create()).toMatchObject({ state: 'done' });
  expect(state.applications).toHaveLength(1);
});

test('an older application of the same name is never adopted', async () => {
  const failures: Failures<Directory> = { createApplication: new AppError('upstream-rejected', 'The line broke.') };
  const { state, create, resume } = setUp({}, failures);
  await create();
  delete failures.createApplication;
  state.applications.push(application('Payroll', '2026-01-01T00:00:00.000Z'));
  expect(await resume()).toMatchObject({ state: 'failed', problem: { code: 'name-taken' } });
});

test('a directory that does not let the person create applications names the role', async () => {
  const refused = new AppError('upstream-forbidden', 'Insufficient privileges.');
  const { create } = setUp({}, { createApplication: refused });
  const view = await create();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'role-missing' } });
  expect(view.problem?.detail).toContain('Application Administrator');
});

test('an existing application is read and recorded; one that is not offered is refused', async () => {
  const existing = application('Payroll', '2026-01-01T00:00:00.000Z');
  const { ports, ask, create } = setUp({ applications: [existing] });
  const { candidates } = await listCandidates(ports, ask);
  expect(candidates.map(({ name }) => name)).toEqual(['Payroll']);
  const other = setUp();
  const input = { mode: 'existing', servicePrincipalId: existing.servicePrincipalId } as const;
  expect(await other.create(input)).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
  expect(await create(input)).toMatchObject({ state: 'done' });
  expect((await readApplicationStep(ports, ask)).application?.name).toBe('Payroll');
});

test('the step does not start before the one ahead of it is complete', async () => {
  const record = anOnboarding();
  const { ports } = setUp();
  const closed = { ...ports, onboardings: fakeOnboardings([record]) };
  const starting = createApplication(closed, { carrier: CARRIER, onboardingId: record.id, input: CREATE });
  await expect(starting).rejects.toMatchObject({ code: 'step-not-open' });
});
