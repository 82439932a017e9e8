import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { durableOperations } from '#lib/operations/operations.ts';
import type { OperationStart, OperationStep, StepContext } from '#lib/operations/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import { tellWait } from '#lib/platform/waits.ts';
import { openDatabase } from '#lib/repositories/database.ts';
import { prismaOperations } from '#lib/repositories/prisma-operations.ts';
import { testDatabase } from '#lib/repositories/test-database.ts';

const { database, url } = await testDatabase();
const store = prismaOperations(database);
const LEASE_MS = 300;
/** Another server of the portal, with connections of its own. */
const otherDatabase = openDatabase(url);
afterAll(() => otherDatabase.$disconnect());
const server = () => durableOperations({ store, leaseMs: LEASE_MS });
const otherServer = () => durableOperations({ store: prismaOperations(otherDatabase), leaseMs: LEASE_MS });

function operation(steps: OperationStep[], more: Partial<OperationStart> = {}): OperationStart {
  return {
    onboardingId: randomUUID(),
    tenantId: 'contoso',
    kind: 'deploy-logic-app',
    input: { name: 'Payroll' },
    startedBy: { tenantId: 'contoso', objectId: 'ann', name: 'Ann' },
    steps,
    ...more,
  };
}

function step(name: string, run: (context: StepContext) => unknown = () => undefined): OperationStep {
  return { name, title: name, run: async (context) => (await run(context)) as never };
}

const settled = (start: OperationStart, states = ['done', 'failed', 'waiting-for-you']) =>
  vi.waitFor(
    async () => {
      const view = await server().latest(start.onboardingId, start.kind);
      if (!view || !states.includes(view.state)) throw new Error(`still ${view?.state}`);
      return view;
    },
    { timeout: 10_000, interval: 20 },
  );

/** A promise and what ends it. */
const gate = () => Promise.withResolvers<void>();

test('steps run in order and hand on their results', async () => {
  const seen: unknown[] = [];
  const start = operation([
    step('create', () => ({ result: { id: 'app-1' }, detail: 'Created Payroll.' })),
    step('configure', ({ saved }) => void seen.push(saved('create'))),
  ]);
  await server().start(start);
  const view = await settled(start);
  expect(view).toMatchObject({ state: 'done', startedByName: 'Ann' });
  expect(view.steps.map(({ state, detail }) => [state, detail])).toEqual([
    ['done', 'Created Payroll.'],
    ['done', undefined],
  ]);
  expect(seen).toEqual([{ id: 'app-1' }]);
});

test('a wait that a service asks for is said while it lasts, and no longer', async () => {
  const asked = gate();
  const busy = step('create', async () => {
    tellWait('Azure', 7);
    await asked.promise;
  });
  const start = operation([busy]);
  await server().start(start);
  await vi.waitFor(async () => {
    const view = await server().latest(start.onboardingId, start.kind);
    expect(view?.steps[0]?.detail).toBe('Azure is busy and asks to wait 7 seconds.');
  });
  asked.resolve();
  expect((await settled(start)).steps[0]).toMatchObject({ state: 'done', detail: undefined });
});

test('pressed at the same time on two servers, every step runs once', async () => {
  let runs = 0;
  const pressed = gate();
  const first = step('create', () => {
    runs += 1;
    return pressed.promise;
  });
  const start = operation([first, step('read back', () => void (runs += 1))]);
  await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 ? server() : otherServer()).start(start)));
  pressed.resolve();
  await settled(start);
  expect(runs).toBe(2);
  expect(await database.operation.count({ where: { onboardingId: start.onboardingId } })).toBe(1);
});

test('a start while it runs finds the one that runs, whatever its input', async () => {
  const hold = gate();
  const first = operation([step('create', () => hold.promise)]);
  let others = 0;
  await server().start(first);
  const view = await otherServer().start({
    ...first,
    input: { name: 'Other' },
    steps: [step('create', () => (others += 1))],
  });
  expect(view.state).toBe('running');
  hold.resolve();
  await settled(first);
  expect(others).toBe(0);
});

test('a process that dies in a step leaves an operation that waits, and another goes on exactly there', async () => {
  const runs: string[] = [];
  const dead = operation([step('create', () => void runs.push('create')), step('grant', () => new Promise(() => {}))]);
  const doomed = openDatabase(url);
  await durableOperations({ store: prismaOperations(doomed), leaseMs: LEASE_MS }).start(dead);
  await vi.waitFor(async () =>
    expect((await store.latest(dead.onboardingId, dead.kind))?.steps[1]?.state).toBe('running'),
  );
  await stopBeating(dead);
  const waiting = await settled(dead);
  expect(waiting).toMatchObject({ state: 'waiting-for-you', waitingFor: expect.stringContaining('interrupted') });
  const again = [step('create', () => void runs.push('create again')), step('grant', () => void runs.push('grant'))];
  await otherServer().resume(dead, () => again, { startedBy: dead.startedBy });
  expect((await settled(dead, ['done'])).state).toBe('done');
  expect(runs).toEqual(['create', 'grant']);
  await doomed.$disconnect();
});

/** What a killed process does: its lease is not extended any more, and its later writes count for nothing. */
async function stopBeating({ onboardingId }: OperationStart): Promise<void> {
  await database.operation.updateMany({
    where: { onboardingId },
    data: { leaseOwner: 'killed', leaseUntil: new Date(Date.now() - 1) },
  });
}

test('a runner that lost its lease is told, and what it brings is not kept', async () => {
  const [running, stuck, aborted] = [gate(), gate(), gate()];
  const start = operation([
    step('create', async ({ signal }) => {
      signal.addEventListener('abort', () => aborted.resolve());
      running.resolve();
      await stuck.promise;
      return { result: 'late' };
    }),
  ]);
  await server().start(start);
  await running.promise;
  await stopBeating(start);
  await otherServer().start({ ...start, steps: [step('create', () => ({ result: 'in time' }))] });
  await settled(start, ['done']);
  await aborted.promise;
  stuck.resolve();
  await vi.waitFor(async () => expect((await settled(start)).state).toBe('done'));
  expect((await store.latest(start.onboardingId, start.kind))?.steps[0]?.result).toBe('in time');
});

test('what one finished since the other looked is not done again', async () => {
  let runs = 0;
  const start = operation([step('create', () => void (runs += 1)), step('grant', () => Promise.reject(refused()))]);
  await server().start(start);
  await settled(start);
  const slow = durableOperations({ store: { ...store, insertOrFind: async () => ({ ...stale(), isNew: false }) } });
  const before = await store.latest(start.onboardingId, start.kind);
  const stale = () => ({
    operation: { ...before!, steps: before!.steps.map((one) => ({ ...one, state: 'waiting' as const })) },
  });
  await slow.start(start);
  await settled(start, ['failed']);
  expect(runs).toBe(1);
});

const refused = () =>
  new AppError('upstream-rejected', 'Azure refused it.', { upstream: 'Azure', upstreamRequestId: 'r-1' });

test('a refusal stops it with the vendor’s words and request id; the next press tries that step again', async () => {
  let refusals = 1;
  const start = operation([
    step('create'),
    step('grant', () => {
      if (refusals-- > 0) throw refused();
    }),
  ]);
  await server().start(start);
  const failed = await settled(start);
  expect(failed).toMatchObject({ state: 'failed', problem: { code: 'upstream-rejected', upstreamRequestId: 'r-1' } });
  await server().start(start);
  const done = await settled(start, ['done']);
  expect(done.steps.map(({ attempts }) => attempts)).toEqual([1, 2]);
  expect(done.steps[1]?.problem).toBeUndefined();
});

test('a service that is busy is tried again by itself', async () => {
  let busy = 1;
  const start = operation([
    step('create', () => {
      if (busy-- > 0) throw new AppError('upstream-throttled', 'Microsoft Graph is busy.');
    }),
  ]);
  await server().start(start);
  expect((await settled(start)).steps[0]).toMatchObject({ state: 'done', attempts: 2 });
});

test('missing consent waits for the person and names the scopes', async () => {
  const consent = new AppError('consent-required', 'Agree first.', { scopes: ['Application.ReadWrite.All'] });
  const start = operation([step('create', () => Promise.reject(consent))]);
  await server().start(start);
  expect(await settled(start)).toMatchObject({
    state: 'waiting-for-you',
    problem: { code: 'consent-required', scopes: ['Application.ReadWrite.All'] },
  });
});

test('it stops before the person’s token ends and waits', async () => {
  let runs = 0;
  const start = operation([step('create', () => void (runs += 1))], { tokenExpiresAt: new Date(Date.now() - 1) });
  await server().start(start);
  expect(await settled(start)).toMatchObject({ state: 'waiting-for-you', problem: { code: 'sign-in-expired' } });
  expect(runs).toBe(0);
});

test('a stopped operation says that it needs the credential as long as a step that needs it is open', async () => {
  const start = operation([{ ...step('save secrets', () => Promise.reject(refused())), needsCredential: true }]);
  await server().start(start);
  expect((await settled(start)).needsCredential).toBe(true);
  await server().start({ ...start, steps: [step('save secrets')] });
  expect((await settled(start, ['done'])).needsCredential).toBe(false);
});

test('what a stopped operation made is gone: it is given up, and everything is done anew', async () => {
  const made: string[] = [];
  const create = { ...step('create', () => void made.push('app')), isLasting: true };
  const first = operation([create, step('grant', () => Promise.reject(refused()))]);
  await server().start(first);
  await settled(first);
  const again = { ...first, steps: [create, step('grant')], startsOver: true };
  await Promise.all([server().start(again), otherServer().start(again)]);
  expect((await settled(first, ['done'])).state).toBe('done');
  expect(made).toEqual(['app', 'app']);
});

test('with other input a stopped operation starts over, unless it has made something that lasts', async () => {
  const lasting = { ...step('create', () => ({ result: 'app-1' })), isLasting: true };
  const fails = step('grant', () => Promise.reject(refused()));
  const free = operation([step('look'), fails]);
  const bound = operation([lasting, fails]);
  for (const start of [free, bound]) {
    await server().start(start);
    await settled(start);
  }
  const other = { input: { name: 'Other' } };
  await server().start({ ...free, ...other, steps: [step('look')] });
  expect((await settled(free, ['done'])).state).toBe('done');
  await expect(server().start({ ...bound, ...other })).rejects.toMatchObject({ code: 'operation-running' });
});

test('an unexpected error is reported with its step and shown without its words', async () => {
  const reported: unknown[] = [];
  const watched = durableOperations({ store, onUnexpected: (error, facts) => reported.push([error, facts.step]) });
  const bug = new TypeError('x is not a function');
  const start = operation([step('create', () => Promise.reject(bug))]);
  await watched.start(start);
  const view = await settled(start);
  expect(view.problem?.code).toBe('internal');
  expect(JSON.stringify(view)).not.toContain('x is not');
  expect(reported).toEqual([[bug, 'create']]);
});

test('what steps hold in memory is nowhere in the database', async () => {
  const planted = `planted-${randomUUID()}`;
  const start = operation([step('test', () => ({ result: planted.length, detail: 'Connected.' }))]);
  await server().start(start);
  await settled(start);
  const rows = await database.$queryRaw`
    SELECT to_jsonb(o)::text || coalesce(jsonb_agg(to_jsonb(s))::text, '') AS dump
    FROM "Operation" o LEFT JOIN "OperationStep" s ON s."operationId" = o.id GROUP BY o.id`;
  expect(JSON.stringify(rows)).toContain('Connected.');
  expect(JSON.stringify(rows)).not.toContain(planted);
});
