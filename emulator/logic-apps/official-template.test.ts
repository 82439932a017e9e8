import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from '../core/listen.ts';
import type { ParameterValues, WorkflowDefinition } from '../core/siblings.ts';
import { ranOf, RUN, testRuntime } from './testing/workflow.ts';

const officialFile = process.env['OFFICIAL_TEMPLATE_FILE'];

test.skipIf(!officialFile)(
  'the official template without any Graph role fails in its first stage, and every action is accounted for',
  async () => {
    const { definition, parameters } = JSON.parse(readFileSync(officialFile!, 'utf8')) as {
      definition: WorkflowDefinition;
      parameters: ParameterValues;
    };
    const graph = new Hono().all('*', (c) => c.json({ error: { code: 'Authorization_RequestDenied' } }, 403));
    const { port, close } = await listen(graph, { port: 0 });
    const { logicApps } = testRuntime({ server: `http://127.0.0.1:${port}` });
    const { id } = logicApps.startRun({
      ...RUN,
      definition,
      parameters,
      identity: { tenantId: 't', principalId: 'p' },
    });
    await logicApps.runEnded(id);
    await close();
    const { run, rows, row } = ranOf(logicApps, id);
    expect(run).toMatchObject({ status: 'Failed', code: 'ActionFailed' });
    expect(rows).toHaveLength(484);
    expect(row('List_Existing_Jobs')).toMatchObject({ status: 'Failed', code: 'Forbidden' });
    expect([row('UserTests_Scope').status, row('Create_User_Test').status]).toEqual(['Skipped', 'Skipped']);
    expect(row('Evaluate_Test_Results')).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
    expect(row('Terminate_With_Test_Status').status).toBe('Skipped');
  },
);
