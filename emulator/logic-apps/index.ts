import type { Core } from '../core/core.ts';
import type { EntraService, LogicAppsService, RunRow, WorkflowDefinition } from '../core/siblings.ts';
import type { Actions } from './definition/action.ts';
import { resolveParameters } from './definition/parameters.ts';
import { validateDefinition } from './definition/validate.ts';
import { createHttpClient } from './http/client.ts';
import { Frame } from './runtime/frame.ts';
import { historyFiles } from './runtime/history-files.ts';
import { RunHistory, type SavedHistory } from './runtime/history.ts';
import { runList } from './runtime/run-list.ts';
import { runName } from './runtime/run-name.ts';
import { RunStop, type Run, type RunEnd } from './runtime/run.ts';
import { securedActions } from './runtime/secured.ts';

export type LogicAppsOptions = {
  entra: Pick<EntraService, 'managedIdentityToken'>;
  /** The local authority that signed the certificates of Graph and ARM. */
  caPem?: string;
  /** Where the histories of ended runs are kept; without it they last as long as the process. */
  historyFolder?: string;
  /** What `appsetting()` reads. */
  appSettings?: Record<string, string>;
};

const STOPPED: RunEnd = {
  status: 'Failed',
  code: 'Aborted',
  error: { code: 'Aborted', message: 'The emulator stopped while this run was going on.' },
};

/** The workflow runtime of Logic Apps. Runs survive a restart as rows; one that was going on then is Failed. */
export function createLogicApps(core: Core, options: LogicAppsOptions): LogicAppsService {
  const runs = core.store.collection<RunRow>('logicApps.runs');
  const http = createHttpClient(core, options.caPem);
  const files = historyFiles(options.historyFolder);
  const histories = new Map<string, RunHistory>();
  const going = new Map<string, { stop: RunStop; ended: Promise<void> }>();
  for (const row of runs.find(({ status }) => status === 'Running' || status === 'Waiting')) close(row, STOPPED);

  core.stopping.addEventListener('abort', () => {
    for (const { stop } of going.values()) stop.now(STOPPED);
    void Promise.allSettled([...going.values()].map(({ ended }) => ended)).then(() => http.close());
  });

  function close(row: RunRow, { status, code, error }: RunEnd): void {
    const patch = { status, code, error, endTime: core.clock.now().toISOString() };
    // A reset may have emptied the table while the run was ending.
    if (runs.get(row.id)) runs.update(row.id, patch);
  }

  function historyOf(runId: string): RunHistory | undefined {
    // After a reset nothing is left of a run.
    if (!runs.get(runId)) histories.delete(runId);
    const known = histories.get(runId);
    if (known || !runs.get(runId)) return known;
    const saved = files.read(runId);
    if (!saved) return undefined;
    const history = new RunHistory(runId, core.clock.now, saved);
    histories.set(runId, history);
    return history;
  }

  async function perform(run: Run, definition: WorkflowDefinition): Promise<void> {
    // The caller gets the row before anything has happened.
    await Promise.resolve();
    try {
      const outcome = await runList(run, definition.actions as Actions, new Frame());
      const failed: RunEnd = { status: 'Failed', code: outcome.code, error: outcome.error };
      close(run.row, run.stop.end ?? (outcome.status === 'Failed' ? failed : { status: 'Succeeded' }));
      files.write(run.row.id, run.history.saved());
    } catch (error) {
      const message = `The emulator failed: ${(error as Error).stack}`;
      close(run.row, {
        status: 'Failed',
        code: 'InternalServerError',
        error: { code: 'InternalServerError', message },
      });
    } finally {
      going.delete(run.row.id);
    }
  }

  return {
    runs,
    validate: validateDefinition,
    startRun({ definition, parameters, ...input }) {
      const values = resolveParameters(definition, parameters);
      const startTime = core.clock.now();
      const id = runName(startTime);
      const { workflowId, versionId, triggerName } = input;
      const row = runs.insert({
        id,
        workflowId,
        versionId,
        triggerName,
        status: 'Running',
        startTime: startTime.toISOString(),
        clientTrackingId: id,
      });
      const run: Run = {
        row,
        workflowName: input.workflowName,
        core,
        entra: options.entra,
        http,
        appSettings: options.appSettings ?? {},
        identity: input.identity,
        parameters: values,
        variables: new Map(),
        triggerBody: input.triggerBody,
        history: new RunHistory(id, core.clock.now),
        stop: new RunStop(),
        secured: securedActions(definition),
      };
      histories.set(id, run.history);
      if (core.stopping.aborted) run.stop.now(STOPPED);
      going.set(id, { stop: run.stop, ended: perform(run, definition) });
      return row;
    },
    cancelRun: (runId) => going.get(runId)?.stop.now({ status: 'Cancelled', code: 'WorkflowRunCancelled' }),
    runEnded: async (runId) => going.get(runId)?.ended,
    actionsOf: (runId) => historyOf(runId)?.rows() ?? [],
    copyRun(runId, changes = {}, edit = (saved) => saved) {
      const [row, history] = [runs.get(runId), historyOf(runId)];
      if (!row || !history) throw new Error(`There is no run ${runId}.`);
      const id = runName(core.clock.now());
      const copy = runs.insert({ ...row, clientTrackingId: id, ...changes, id });
      histories.set(id, new RunHistory(id, core.clock.now, edit(renamed(history.saved(), runId, id))));
      return copy;
    },
    content: (key) => historyOf(key.slice(0, key.indexOf('/')))?.content(key),
  };
}

/** Ids and keys begin with the run they are of. */
function renamed({ rows, contents }: SavedHistory, from: string, to: string): SavedHistory {
  const name = (key: string) => `${to}${key.slice(from.length)}`;
  const rename = (key: string | undefined) => (key === undefined ? undefined : name(key));
  return structuredClone({
    rows: rows.map((row) => ({
      ...{ ...row, id: name(row.id), runId: to },
      ...{ inputsKey: rename(row.inputsKey), outputsKey: rename(row.outputsKey) },
    })),
    contents: contents.map(([key, value]): [string, unknown] => [name(key), value]),
  });
}
