import { expect, test } from 'vitest';
import { runActions } from '../testing/workflow.ts';

const after = (name: string, ...statuses: string[]) => ({ runAfter: { [name]: statuses } });
const compose = (inputs: unknown, more: object = {}) => ({ type: 'Compose', inputs, ...more });
/** Fails with InvalidTemplate. */
const broken = (more: object = {}) => compose("@first(json('null'))", more);

test('a failure that a successor handles fails neither its scope nor the run', async () => {
  const actions = { Try: { type: 'Scope', actions: { Bad: broken(), Caught: compose('ok', after('Bad', 'Failed')) } } };
  const { run, row } = await runActions(actions);
  expect(row('Bad')).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
  expect(row('Try').status).toBe('Succeeded');
  expect(run.status).toBe('Succeeded');
});

test('a failure that nobody handles fails scope and run, and skips what waited for success', async () => {
  const actions = {
    Try: { type: 'Scope', actions: { Bad: broken(), Next: compose(1, after('Bad', 'Succeeded')) } },
    Last: compose(1, after('Try', 'Succeeded')),
  };
  const { run, row } = await runActions(actions);
  expect(row('Try')).toMatchObject({
    status: 'Failed',
    code: 'ActionFailed',
    error: { message: 'An action failed. No dependent actions succeeded.' },
  });
  expect(row('Next')).toMatchObject({
    status: 'Skipped',
    code: 'ActionSkipped',
    error: { code: 'ActionConditionFailed' },
  });
  expect(row('Last').error?.message).toContain("Expected status values 'Succeeded' and actual value 'Failed'");
  expect(run).toMatchObject({ status: 'Failed', code: 'ActionFailed' });
});

test('an expression error names the action and says what is wrong', async () => {
  const { row } = await runActions({ Bad: compose("@json('{}')['a']") });
  expect(row('Bad').error?.message).toMatch(
    /^Unable to process template language expressions in action 'Bad' inputs at line '0' and column '0': 'The template language expression 'json\('\{\}'\)\['a'\]' cannot be evaluated/,
  );
});

test('everything inside a skipped scope is skipped, and reads as null', async () => {
  const { row, outputs } = await runActions({
    Bad: broken(),
    Scope: { type: 'Scope', actions: { Inner: compose('x') }, ...after('Bad', 'Succeeded') },
    Read: compose({ inner: "@outputs('Inner')", body: "@body('Inner')?['x']" }, after('Scope', 'Skipped')),
  });
  expect(row('Inner').status).toBe('Skipped');
  expect(outputs('Read')).toEqual({ inner: null, body: null });
});

test('result() shows the direct children of a scope only', async () => {
  const { outputs } = await runActions({
    Scope: {
      type: 'Scope',
      actions: {
        Good: compose('x'),
        Bad: broken(),
        In: { type: 'Scope', actions: { Deep: compose(1) } },
        No: compose(1, after('Bad', 'Succeeded')),
      },
    },
    Results: compose("@result('Scope')", after('Scope', 'Failed')),
    Failed: {
      type: 'Query',
      inputs: { from: "@outputs('Results')", where: "@equals(item()?['status'], 'Failed')" },
      ...after('Results', 'Succeeded'),
    },
  });
  const results = outputs('Results') as { name: string }[];
  expect(results.map(({ name }) => name)).toEqual(['Good', 'Bad', 'In', 'No']);
  expect(results[0]).toMatchObject({ status: 'Succeeded', code: 'OK', inputs: 'x', outputs: 'x' });
  expect(Object.keys(results[2]!)).not.toContain('outputs');
  expect(outputs('Failed')).toMatchObject({ body: [{ name: 'Bad', error: { code: 'InvalidTemplate' } }] });
});

test('an If runs one branch, skips the other, and evaluates lazily', async () => {
  const expression = { or: [{ equals: ['@true', true] }, { not: { greater: ["@first(json('null'))", 1] } }] };
  const { row } = await runActions({
    Check: { type: 'If', expression, actions: { Yes: compose(1) }, else: { actions: { No: compose(1) } } },
  });
  expect([row('Check').status, row('Yes').status, row('No').status]).toEqual(['Succeeded', 'Succeeded', 'Skipped']);
});

test('an If whose condition cannot be evaluated fails', async () => {
  const expression = { and: [{ equals: ["@toLower(json('null'))", 'passed'] }] };
  const { row } = await runActions({ Check: { type: 'If', expression, actions: { Yes: compose(1) } } });
  expect(row('Check')).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
});

test.each([
  ['b', 'B'],
  ['z', 'Other'],
])('a Switch on %s runs %s', async (value, taken) => {
  const cases = { one: { case: 'a', actions: { A: compose(1) } }, two: { case: 'b', actions: { B: compose(1) } } };
  const { rows } = await runActions({
    Pick: { type: 'Switch', expression: `@concat('${value}')`, cases, default: { actions: { Other: compose(1) } } },
  });
  expect(rows.filter((row) => row.type === 'Compose' && row.status === 'Succeeded').map((row) => row.name)).toEqual([
    taken,
  ]);
});

test('Terminate ends the run with its status, cancels what runs and skips the rest', async () => {
  const { run, row } = await runActions(
    {
      Long: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Day' } } },
      AfterLong: compose(1, after('Long', 'Succeeded')),
      Status: compose('Failed'),
      End: {
        type: 'Terminate',
        inputs: { runStatus: "@outputs('Status')", runError: { code: 'Mine', message: 'So.' } },
        ...after('Status', 'Succeeded'),
      },
    },
    { timeScale: 1 },
  );
  expect(run).toMatchObject({ status: 'Failed', code: 'Mine', error: { code: 'Mine', message: 'So.' } });
  expect([row('End').status, row('Long').status, row('AfterLong').status]).toEqual([
    'Succeeded',
    'Cancelled',
    'Skipped',
  ]);
});

test('Terminate refuses a status that is none', async () => {
  const { run, row } = await runActions({ End: { type: 'Terminate', inputs: { runStatus: "@json('null')" } } });
  expect(row('End')).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
  expect(run.status).toBe('Failed');
});

test('scopes beside each other run at the same time', async () => {
  const waiting = { type: 'Scope', actions: {} };
  const wait = (unit: string) => ({ type: 'Wait', inputs: { interval: { count: 1, unit } } });
  const { row } = await runActions({
    A: { ...waiting, actions: { WaitA: wait('Hour') } },
    B: { ...waiting, actions: { WaitB: wait('Minute') } },
  });
  expect(row('B').startTime < row('A').endTime!).toBe(true);
  expect(row('B').endTime! < row('A').endTime!).toBe(true);
});
