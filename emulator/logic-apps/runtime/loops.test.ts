import { expect, test } from 'vitest';
import { definitionOf, ranOf, runActions, RUN, testRuntime } from '../testing/workflow.ts';

const after = (name: string, ...statuses: string[]) => ({ runAfter: { [name]: statuses } });
const compose = (inputs: unknown, more: object = {}) => ({ type: 'Compose', inputs, ...more });
const counter = {
  type: 'InitializeVariable',
  inputs: {
    variables: [
      { name: 'n', type: 'integer', value: 0 },
      { name: 'seen', type: 'array', value: [] },
    ],
  },
};
const count = { type: 'IncrementVariable', inputs: { name: 'n', value: 1 } };
const wait = (seconds: number, more: object = {}) => ({
  type: 'Wait',
  inputs: { interval: { count: seconds, unit: 'Second' } },
  ...more,
});

test('an Until passes first and tests afterwards', async () => {
  const loop = { type: 'Until', expression: '@true', actions: { Count: count }, ...after('Init', 'Succeeded') };
  const { row, outputs } = await runActions({
    Init: counter,
    Loop: loop,
    N: compose("@variables('n')", after('Loop', 'Succeeded')),
  });
  expect(outputs('N')).toBe(1);
  expect(row('Loop')).toMatchObject({ status: 'Succeeded', iterationCount: 1 });
});

test('an Until that reaches its count has succeeded, and its last pass can be read', async () => {
  const actions = { Count: count, Now: compose("@variables('n')", after('Count', 'Succeeded')) };
  const loop = {
    type: 'Until',
    expression: '@false',
    limit: { count: 150, timeout: 'PT40M' },
    actions,
    ...after('Init', 'Succeeded'),
  };
  const { row, outputs } = await runActions({
    Init: counter,
    Loop: loop,
    Last: compose("@outputs('Now')", after('Loop', 'Succeeded')),
  });
  expect(row('Loop')).toMatchObject({ status: 'Succeeded', iterationCount: 150 });
  expect(outputs('Last')).toBe(150);
  expect(row('Now')).toMatchObject({ repetitionCount: 150, status: 'Succeeded' });
  expect(row('Now').outputsKey).toBeUndefined();
  expect(outputs('Now', '000149')).toBe(150);
});

test('the timeout of an Until counts emulated time', async () => {
  const loop = {
    type: 'Until',
    expression: '@false',
    limit: { count: 100, timeout: 'PT1M' },
    actions: { Pause: wait(25) },
  };
  expect((await runActions({ Loop: loop })).row('Loop')).toMatchObject({ status: 'Succeeded', iterationCount: 3 });
});

test('an Until fails at its limit when it is told to', async () => {
  const loop = {
    type: 'Until',
    expression: '@false',
    limit: { count: 2 },
    operationOptions: 'FailWhenLimitsReached',
    actions: {},
  };
  const { row, run } = await runActions({ Loop: loop });
  expect(row('Loop')).toMatchObject({ status: 'Failed', iterationCount: 2 });
  expect(run.status).toBe('Failed');
});

test('an Until whose condition has no value fails', async () => {
  const loop = { type: 'Until', expression: "@greater(outputs('X')?['a'], 0)", actions: { X: compose('text') } };
  expect((await runActions({ Loop: loop })).row('Loop')).toMatchObject({
    status: 'Failed',
    code: 'InvalidTemplate',
    iterationCount: 1,
  });
});

test('a Foreach gives every pass its item, and afterwards the outputs of all passes in order', async () => {
  const loop = {
    type: 'Foreach',
    foreach: "@createArray('a', 'b', 'c')",
    actions: { Pause: wait(1), Item: compose("@concat(items('Loop'), item())", after('Pause', 'Succeeded')) },
  };
  const { outputs, row } = await runActions({
    Loop: loop,
    All: compose("@outputs('Item')", after('Loop', 'Succeeded')),
  });
  expect(outputs('All')).toEqual(['aa', 'bb', 'cc']);
  expect(row('Item', '000001').repetitionIndexes).toEqual([{ scopeName: 'Loop', itemIndex: 1 }]);
  expect(row('Loop').iterationCount).toBe(3);
});

test('nested loops name their repetitions from the outside in, and see both items', async () => {
  const inner = {
    type: 'Foreach',
    foreach: "@createArray('x', 'y')",
    actions: { Pair: compose("@concat(items('Outer'), items('Inner'))") },
  };
  const { outputs, row } = await runActions({
    Outer: { type: 'Foreach', foreach: "@createArray('a', 'b')", actions: { Inner: inner } },
  });
  expect(outputs('Pair', '000001-000000')).toBe('bx');
  expect(row('Pair', '000001-000000').repetitionIndexes).toEqual([
    { scopeName: 'Outer', itemIndex: 1 },
    { scopeName: 'Inner', itemIndex: 0 },
  ]);
  expect(row('Inner', '000001').iterationCount).toBe(2);
  expect(row('Pair').repetitionCount).toBe(4);
});

test.each([
  [{}, 20],
  [{ runtimeConfiguration: { concurrency: { repetitions: 5 } } }, 5],
  [{ operationOptions: 'Sequential' }, 1],
])('a Foreach with %j runs at most %d passes at a time', async (settings, most) => {
  const loop = { type: 'Foreach', foreach: '@range(0, 40)', actions: { Pause: wait(60) }, ...settings };
  const { rows } = await runActions({ Loop: loop }, { timeScale: 6_000 });
  const passes = rows.filter((row) => row.name === 'Pause' && row.repetition);
  const changes = passes.flatMap((row) => [
    { at: row.endTime!, by: -1 },
    { at: row.startTime, by: 1 },
  ]);
  let [running, peak] = [0, 0];
  for (const { by } of changes.toSorted((a, b) => a.at.localeCompare(b.at) || a.by - b.by))
    peak = Math.max(peak, (running += by));
  expect(passes).toHaveLength(40);
  expect(peak).toBeLessThanOrEqual(most);
});

test('a failed pass fails the Foreach and leaves the others alone', async () => {
  const actions = { Item: compose("@substring(items('Loop'), 0, 2)") };
  const { row, outputs } = await runActions({
    Loop: { type: 'Foreach', foreach: "@createArray('ab', 'c', 'de')", actions },
  });
  expect(row('Loop')).toMatchObject({ status: 'Failed', code: 'ActionFailed' });
  expect([outputs('Item', '000000'), row('Item', '000001').status, outputs('Item', '000002')]).toEqual([
    'ab',
    'Failed',
    'de',
  ]);
});

test('a Foreach over null fails, over an empty array does nothing', async () => {
  const loop = (foreach: string) => ({ type: 'Foreach', foreach, actions: {} });
  const { row } = await runActions({
    Null: loop("@json('null')"),
    None: { ...loop("@json('[]')"), actions: { Inner: compose(1) } },
  });
  expect(row('Null')).toMatchObject({
    status: 'Failed',
    code: 'ExpressionEvaluationFailed',
    error: { message: expect.stringContaining("is of type 'Null'") },
  });
  expect([row('None').status, row('Inner').status]).toEqual(['Succeeded', 'Skipped']);
});

test('parallel passes append to one array without losing any', async () => {
  const append = { type: 'AppendToArrayVariable', inputs: { name: 'seen', value: "@items('Loop')" } };
  const loop = {
    type: 'Foreach',
    foreach: '@range(0, 30)',
    actions: { Pause: wait(1), Add: { ...append, ...after('Pause', 'Succeeded') } },
    ...after('Init', 'Succeeded'),
  };
  const { outputs } = await runActions({
    Init: counter,
    Loop: loop,
    Seen: compose("@variables('seen')", after('Loop', 'Succeeded')),
  });
  expect((outputs('Seen') as number[]).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
});

test('result() of a loop shows the children of its passes', async () => {
  const loop = { type: 'Foreach', foreach: '@range(1, 2)', actions: { Item: compose('@item()') } };
  const { outputs } = await runActions({ Loop: loop, R: compose("@result('Loop')", after('Loop', 'Succeeded')) });
  expect(outputs('R')).toMatchObject([
    { name: 'Item', outputs: 1 },
    { name: 'Item', outputs: 2 },
  ]);
});

test('cancelling ends a run at once, inside loops too', async () => {
  const { logicApps } = testRuntime({ timeScale: 1 });
  const definition = definitionOf({ Loop: { type: 'Until', expression: '@false', actions: { Pause: wait(3600) } } });
  const { id } = logicApps.startRun({ ...RUN, definition, parameters: {} });
  await expect.poll(() => logicApps.actionsOf(id).map(({ name }) => name)).toContain('Pause');
  logicApps.cancelRun(id);
  await logicApps.runEnded(id);
  const { run, row } = ranOf(logicApps, id);
  expect(run.status).toBe('Cancelled');
  expect(row('Pause', '000000').status).toBe('Cancelled');
  logicApps.cancelRun(id);
  expect(logicApps.runs.get(id)?.status).toBe('Cancelled');
});
