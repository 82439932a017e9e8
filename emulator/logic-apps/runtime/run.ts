import { setMaxListeners } from 'node:events';
import type { Core } from '../../core/core.ts';
import type { EntraService, RunRow } from '../../core/siblings.ts';
import type { VariableType } from '../definition/variables.ts';
import type { HttpClient } from '../http/client.ts';
import type { ActionError } from './outcome.ts';
import type { RunHistory } from './history.ts';

/** How a run ends before its actions do: terminated, cancelled, or because the emulator stops. */
export type RunEnd = { status: 'Succeeded' | 'Failed' | 'Cancelled'; code?: string; error?: ActionError };

/** Everything the actions of one run share. */
export type Run = {
  row: RunRow;
  workflowName: string;
  core: Core;
  entra: Pick<EntraService, 'managedIdentityToken'>;
  http: HttpClient;
  appSettings: Record<string, string>;
  identity?: { tenantId: string; principalId: string };
  parameters: ReadonlyMap<string, unknown>;
  variables: Map<string, { type: VariableType; value: unknown }>;
  triggerBody: unknown;
  history: RunHistory;
  stop: RunStop;
  /** Actions whose outputs are hidden, and actions that read these: their inputs are hidden as well. */
  secured: { inputs: ReadonlySet<string>; outputs: ReadonlySet<string> };
};

/** Ends a run once; every wait of the run observes the signal. */
export class RunStop {
  readonly #controller = new AbortController();
  #end: RunEnd | undefined;

  constructor() {
    // Each waiting action of a run listens; there is no leak to warn of.
    setMaxListeners(0, this.#controller.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get end(): RunEnd | undefined {
    return this.#end;
  }

  now(end: RunEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#controller.abort();
  }
}
